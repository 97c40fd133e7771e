import Photonics

extension Benchmark {
  /// The literature's fibre: ten pairs of 4.6/1.6, quarter-wave at 0.7 eV.
  private static let fibre = FibreSlice(
    coreRadius: 3,
    layers: (0..<20).map { $0 % 2 == 0 ? (index: 4.6, thickness: 0.09627) : (index: 1.6, thickness: 0.27678) },
    surround: 1.6)

  static func fibres(_ rounds: Int) -> Double {
    var sink = 0.0
    let all = FibreSolver(maximumOrder: 12)
    report("orders 0…12 through 20 layers", rounds, calls: 2000) { k in
      let k0 = 3 + 0.0005 * Double(k)
      all.solve(fibre, k0: k0, beta: 0.97 * k0)
      sink += all.emission(0)
    }
    let two = FibreSolver(maximumOrder: 1)
    report("orders 0, 1 through 20 layers", rounds, calls: 2000) { k in
      let k0 = 3 + 0.0005 * Double(k)
      two.solve(fibre, k0: k0, beta: 0.97 * k0)
      sink += two.emission(0)
    }
    return sink
  }
}
