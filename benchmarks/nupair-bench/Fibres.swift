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
    report("fibre: orders 0…12 through 20 layers", rounds, calls: 2000) { k in
      let k0 = 3 + 0.0005 * Double(k)
      all.solve(fibre, k0: k0, beta: 0.97 * k0)
      sink += all.emission(0)
    }
    let problem = PairSuppression(pair: PhotonPair(energy: 1.0107, mass: 0.12), weight: weight) { _ in fibre }
    report("fibre: strip of ten pairs", rounds, calls: 20) { _ in sink += problem.strip(relativeError: 1e-3).value }
    report("fibre: the same with the slopes of 20 layers", rounds, calls: 20) { _ in
      sink += problem.stripSlope(relativeError: 1e-3).byCoreRadius
    }
    report("fibre: all propagating pairs", 3, calls: 1) { _ in
      sink += problem.suppression(channels: [.pp], relativeError: 1e-3).eta[.pp]
    }
    return sink
  }

  /// Eq. (12)'s for the xenon path's own state.
  @Sendable private static func weight(_ omega: Double) -> Double {
    let other = 1.0107 - omega, spacing = 0.3421
    let product = omega * other, one = omega + spacing, two = other + spacing
    return product * product * 0.5 * (1 / (one * one) + 1 / (two * two))
  }
}
