import Foundation
import Testing
import _TestSupport

@testable import Photonics

@Suite struct `The axis solver` {
  private static func fibre(_ seed: UInt64, absorbing: Bool = false) -> FibreSlice {
    var random = SeededGenerator(seed: seed)
    let layers = (0..<Int.random(in: 1...24, using: &random)).map { _ in
      let n = Double.random(in: 1.05...4.8, using: &random)
      let k = absorbing && Bool.random(using: &random) ? pow(10, Double.random(in: -5...(-0.5), using: &random)) : 0
      return (
        permittivity: Complex(n * n - k * k, 2 * n * k), thickness: Double.random(in: 0.02...0.9, using: &random)
      )
    }
    let surround = Double.random(in: 1.02...2.5, using: &random)
    return FibreSlice(
      coreRadius: Double.random(in: 0.4...20, using: &random), layers: layers, surround: Complex(surround * surround))
  }

  private static func points(_ seed: UInt64) -> (k0: Lanes, beta: Lanes) {
    var random = SeededGenerator(seed: seed ^ 0xfeed)
    var k0 = Lanes(), beta = Lanes()
    for lane in 0..<4 {
      k0[lane] = Double.random(in: 0.4...8, using: &random)
      beta[lane] = k0[lane] * (1 - pow(10, Double.random(in: -8...(-0.1), using: &random)))
    }
    return (k0, beta)
  }

  /// Both lose the same digits where a wall is near a resonance: 1e-8 is what random walls leave.
  @Test func `agrees with the solver of all orders`() {
    let solver = AxisSolver(), all = FibreSolver(maximumOrder: 1)
    for seed in UInt64(1)...200 {
      let fibre = Self.fibre(seed, absorbing: seed > 150), (k0, beta) = Self.points(seed)
      solver.solve([fibre], k0: k0, beta: beta)
      for lane in 0..<4 {
        all.solve(fibre, k0: k0[lane], beta: beta[lane])
        #expect(
          isClose(solver.along.value[lane].im + solver.across.value[lane].im, all.emission(0), 1e-8), "seed \(seed)")
      }
    }
  }

  /// The two ways to the complex responses. 1e-8 of |σ|: near a resonance both lose digits.
  @Test func `gives the same responses with four points at a time and with one`() {
    let solver = AxisSolver()
    var zero = GeneralFibreSolver(order: 0), one = GeneralFibreSolver(order: 1)
    for seed in UInt64(1)...60 {
      let fibre = Self.fibre(seed), (k0, beta) = Self.points(seed)
      solver.solve([fibre], k0: k0, beta: beta)
      for lane in 0..<4 {
        for (fast, slow) in [
          (solver.along, zero.axis(fibre, k0: k0[lane], beta: beta[lane])),
          (solver.across, one.axis(fibre, k0: k0[lane], beta: beta[lane])),
        ] {
          #expect((fast.value[lane] - slow.value).magnitude < 1e-8 * slow.value.magnitude, "seed \(seed)")
        }
      }
    }
  }

  /// Slices that differ from point to point are what a dispersive fibre gives.
  @Test func `takes a slice for each point`() {
    let solver = AxisSolver(), single = AxisSolver()
    let (k0, beta) = Self.points(5), base = Self.fibre(3)
    let slices = (0..<4).map { lane in
      FibreSlice(
        coreRadius: base.coreRadius,
        layers: zip(base.layers, zip(base.radii, base.radii.dropFirst())).map {
          ((1 + 0.01 * Double(lane)) * $0, $1.1 - $1.0)
        }, surround: base.surround)
    }
    solver.solve(slices, k0: k0, beta: beta)
    for lane in 0..<4 {
      single.solve([slices[lane]], k0: k0, beta: beta)
      #expect(solver.across.value[lane] == single.across.value[lane])
      #expect(solver.along.value[lane] == single.along.value[lane])
    }
  }

  /// Against central differences with Richardson's step: the real and the imaginary parts, transparent and absorbing walls. The differences
  /// themselves are good to 1e-5 of the largest derivative, and to 1e-3 of it for the solver of single points, which rounds more.
  @Test(arguments: [false, true])
  func `differentiates by the faces`(absorbing: Bool) {
    let solver = AxisSolver()
    for seed in UInt64(1)...(absorbing ? 8 : 60) {
      let fibre = Self.fibre(seed, absorbing: absorbing), (k0, beta) = Self.points(seed)
      let faces = fibre.radii.count
      func moved(_ face: Int, _ shift: Double) -> FibreSlice {
        var radii = fibre.radii
        radii[face] += shift
        return FibreSlice(
          coreRadius: radii[0], layers: zip(fibre.layers, zip(radii, radii.dropFirst())).map { ($0, $1.1 - $1.0) },
          surround: fibre.surround)
      }
      for lane in 0..<4 {
        let step = (absorbing ? 1e-4 : 1e-5) / k0[lane]
        let differences = (0..<faces).map { face -> [Complex] in
          func central(_ step: Double) -> [Complex] {
            solver.solve([moved(face, step)], k0: k0, beta: beta)
            let up = [solver.along.value[lane], solver.across.value[lane]]
            solver.solve([moved(face, -step)], k0: k0, beta: beta)
            let down = [solver.along.value[lane], solver.across.value[lane]]
            return zip(up, down).map { ($0 - $1) / (2 * step) }
          }
          return zip(central(step / 2), central(step)).map { (4 * $0 - $1) / 3 }
        }
        solver.solve([fibre], k0: k0, beta: beta)
        for (index, part) in [(0, Complex(1)), (0, Complex.i), (1, Complex(1)), (1, Complex.i)] {
          var weight = ComplexLanes(Lanes())
          weight[lane] = part
          var found = [Double](repeating: 0, count: faces)
          found.withUnsafeMutableBufferPointer {
            solver.addFaceDerivatives(
              along: index == 0 ? weight : ComplexLanes(Lanes()), across: index == 1 ? weight : ComplexLanes(Lanes()),
              into: $0)
          }
          let expected = differences.map { (part * $0[index]).im }
          let scale = differences.reduce(0) { max($0, $1[index].magnitude) }
          for face in 0..<faces {
            #expect(abs(found[face] - expected[face]) < (absorbing ? 1e-3 : 1e-5) * scale, "seed \(seed), face \(face)")
          }
        }
      }
    }
  }
}
