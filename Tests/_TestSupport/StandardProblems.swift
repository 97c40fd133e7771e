import Foundation
import Search

/// A constrained problem of the literature with its known optimum.
public struct StandardProblem: Sendable {
  public let name: String
  public let optimum: Double
  public let problem: Problem

  /// - Parameter constraints: each at most 0, as the problem is stated.
  init(
    _ name: String, optimum: Double, _ ranges: [ClosedRange<Double>], scales: [Double],
    _ objective: @escaping @Sendable ([Double]) -> Double,
    _ constraints: @escaping @Sendable ([Double]) -> [Double]
  ) {
    self.name = name
    self.optimum = optimum
    problem = Problem(
      ranges.enumerated().map { Variable("x\($0.offset + 1)", in: $0.element) },
      constraints: scales.enumerated().map { Constraint("g\($0.offset + 1)", scale: $0.element) }
    ) { x, _ in Assessment(objective: objective(x), constraints: constraints(x)) }
  }

  /// Hock and Schittkowski, Lecture Notes in Economics and Mathematical Systems 187 (1981), and the G-problems of Liang et al., CEC 2006, with
  /// their optima; the welded beam in the form of Coello Coello, Comput. Ind. 41, 113 (2000), its optimum by SLSQP from a hundred starts at 1e-14.
  public static let all: [StandardProblem] = [
    StandardProblem(
      "HS43 Rosen-Suzuki", optimum: -44, Array(repeating: -10...10, count: 4), scales: [8, 10, 5],
      { x in
        x[0] * x[0] + x[1] * x[1] + 2 * x[2] * x[2] + x[3] * x[3] - 5 * x[0] - 5 * x[1] - 21 * x[2] + 7 * x[3]
      },
      { x in
        let (a, b, c, d) = (x[0], x[1], x[2], x[3])
        return [
          a * a + b * b + c * c + d * d + a - b + c - d - 8,
          a * a + 2 * b * b + c * c + 2 * d * d - a - d - 10,
          2 * a * a + b * b + c * c + 2 * a - b - d - 5,
        ]
      }),
    StandardProblem(
      "HS76", optimum: -4.681_818_181_818_182, Array(repeating: 0...10, count: 4), scales: [5, 4, 1.5],
      { x in
        let (a, b, c, d) = (x[0], x[1], x[2], x[3])
        let squares = a * a + 0.5 * b * b + c * c + 0.5 * d * d
        return squares - a * c + c * d - a - 3 * b + c - d
      },
      { x in [x[0] + 2 * x[1] + x[2] + x[3] - 5, 3 * x[0] + x[1] + 2 * x[2] - x[3] - 4, 1.5 - x[1] - 4 * x[2]] }),
    StandardProblem(
      "G09 = HS100", optimum: 680.630_057_374_402, Array(repeating: -10...10, count: 7), scales: [127, 282, 196, 10],
      { x in
        let a = x[0] - 10, b = x[1] - 12, d = x[3] - 11
        let c4 = x[2] * x[2] * x[2] * x[2], e6 = x[4] * x[4] * x[4] * x[4] * x[4] * x[4]
        let g4 = x[6] * x[6] * x[6] * x[6]
        let squares = a * a + 5 * b * b + c4 + 3 * d * d + 10 * e6 + 7 * x[5] * x[5] + g4
        return squares - 4 * x[5] * x[6] - 10 * x[5] - 8 * x[6]
      },
      { x in
        let a2 = x[0] * x[0], b2 = x[1] * x[1], c2 = x[2] * x[2], f2 = x[5] * x[5]
        return [
          2 * a2 + 3 * b2 * b2 + x[2] + 4 * x[3] * x[3] + 5 * x[4] - 127,
          7 * x[0] + 3 * x[1] + 10 * c2 + x[3] - x[4] - 282,
          23 * x[0] + b2 + 6 * f2 - 8 * x[6] - 196,
          4 * a2 + b2 - 3 * x[0] * x[1] + 2 * c2 + 5 * x[5] - 11 * x[6],
        ]
      }),
    StandardProblem(
      "G01", optimum: -15, Array(repeating: 0...1, count: 9) + Array(repeating: 0...100, count: 3) + [0...1],
      scales: Array(repeating: 10, count: 9),
      { x in
        var sum = 0.0
        for k in 0..<4 { sum += 5 * x[k] - 5 * x[k] * x[k] }
        for k in 4..<13 { sum -= x[k] }
        return sum
      },
      { x in
        [
          2 * x[0] + 2 * x[1] + x[9] + x[10] - 10, 2 * x[0] + 2 * x[2] + x[9] + x[11] - 10,
          2 * x[1] + 2 * x[2] + x[10] + x[11] - 10, -8 * x[0] + x[9], -8 * x[1] + x[10], -8 * x[2] + x[11],
          -2 * x[3] - x[4] + x[9], -2 * x[5] - x[6] + x[10], -2 * x[7] - x[8] + x[11],
        ]
      }),
    StandardProblem(
      "G04 Himmelblau", optimum: -30_665.538_671_783_328, [78...102, 33...45, 27...45, 27...45, 27...45],
      scales: [92, 92, 110, 110, 25, 25],
      { x in 5.3578547 * x[2] * x[2] + 0.8356891 * x[0] * x[4] + 37.293239 * x[0] - 40792.141 },
      { x in
        let u = 85.334407 + 0.0056858 * x[1] * x[4] + 0.0006262 * x[0] * x[3] - 0.0022053 * x[2] * x[4]
        let v = 80.51249 + 0.0071317 * x[1] * x[4] + 0.0029955 * x[0] * x[1] + 0.0021813 * x[2] * x[2]
        let w = 9.300961 + 0.0047026 * x[2] * x[4] + 0.0012547 * x[0] * x[2] + 0.0019085 * x[2] * x[3]
        return [u - 92, -u, v - 110, 90 - v, w - 25, 20 - w]
      }),
    StandardProblem(
      "G06", optimum: -6961.813_875_580_15, [13...100, 0...100], scales: [100, 82.81],
      { x in
        let a = x[0] - 10, b = x[1] - 20
        return a * a * a + b * b * b
      },
      { x in
        let a = x[0] - 5, b = x[1] - 5, c = x[0] - 6
        return [100 - a * a - b * b, c * c + b * b - 82.81]
      }),
    StandardProblem(
      "G07 = HS113", optimum: 24.306_209_068_179, Array(repeating: -10...10, count: 10),
      scales: [105, 1, 12, 120, 40, 1, 30, 1],
      { x in
        var sum = x[0] * x[0] + x[1] * x[1] + x[0] * x[1] - 14 * x[0] - 16 * x[1] + 45
        func add(_ weight: Double, _ difference: Double) { sum += weight * difference * difference }
        add(1, x[2] - 10)
        add(4, x[3] - 5)
        add(1, x[4] - 3)
        add(2, x[5] - 1)
        add(5, x[6])
        add(7, x[7] - 11)
        add(2, x[8] - 10)
        add(1, x[9] - 7)
        return sum
      },
      { x in
        let p = x[0] - 2, q = x[1] - 3, r = x[2] - 6, s = x[1] - 2, t = x[0] - 8, u = x[8] - 8
        return [
          -105 + 4 * x[0] + 5 * x[1] - 3 * x[6] + 9 * x[7], 10 * x[0] - 8 * x[1] - 17 * x[6] + 2 * x[7],
          -8 * x[0] + 2 * x[1] + 5 * x[8] - 2 * x[9] - 12,
          3 * p * p + 4 * q * q + 2 * x[2] * x[2] - 7 * x[3] - 120,
          5 * x[0] * x[0] + 8 * x[1] + r * r - 2 * x[3] - 40,
          x[0] * x[0] + 2 * s * s - 2 * x[0] * x[1] + 14 * x[4] - 6 * x[5],
          0.5 * t * t + 2 * (x[1] - 4) * (x[1] - 4) + 3 * x[4] * x[4] - x[5] - 30,
          -3 * x[0] + 6 * x[1] + 12 * u * u - 7 * x[9],
        ]
      }),
    StandardProblem(
      "G08", optimum: -0.095_825_041_418_035_9, [0.001...10, 0.001...10], scales: [1, 1],
      { x in
        let s = sin(2 * .pi * x[0])
        return -s * s * s * sin(2 * .pi * x[1]) / (x[0] * x[0] * x[0] * (x[0] + x[1]))
      },
      { x in [x[0] * x[0] - x[1] + 1, 1 - x[0] + (x[1] - 4) * (x[1] - 4)] }),
    StandardProblem(
      "G10 = HS106", optimum: 7049.248_020_528_67,
      [100...10000, 1000...10000, 1000...10000] + Array(repeating: 10...1000, count: 5),
      scales: [1, 1, 1, 1e5, 1e5, 1e5],
      { x in x[0] + x[1] + x[2] },
      { x in
        [
          -1 + 0.0025 * (x[3] + x[5]), -1 + 0.0025 * (x[4] + x[6] - x[3]), -1 + 0.01 * (x[7] - x[4]),
          -x[0] * x[5] + 833.33252 * x[3] + 100 * x[0] - 83333.333,
          -x[1] * x[6] + 1250 * x[4] + x[1] * x[3] - 1250 * x[3],
          -x[2] * x[7] + 1_250_000 + x[2] * x[4] - 2500 * x[4],
        ]
      }),
    StandardProblem(
      "G18", optimum: -0.866_025_403_784_439, Array(repeating: -10...10, count: 8) + [0...20],
      scales: Array(repeating: 1, count: 13),
      { x in -0.5 * (x[0] * x[3] - x[1] * x[2] + x[2] * x[8] - x[4] * x[8] + x[4] * x[7] - x[5] * x[6]) },
      { x in
        func square(_ a: Double, _ b: Double) -> Double { a * a + b * b - 1 }
        return [
          square(x[2], x[3]), x[8] * x[8] - 1, square(x[4], x[5]), square(x[0], x[1] - x[8]),
          square(x[0] - x[4], x[1] - x[5]), square(x[0] - x[6], x[1] - x[7]), square(x[2] - x[4], x[3] - x[5]),
          square(x[2] - x[6], x[3] - x[7]), square(x[6], x[7] - x[8]), x[1] * x[2] - x[0] * x[3], -x[2] * x[8],
          x[4] * x[8], x[5] * x[6] - x[4] * x[7],
        ]
      }),
    StandardProblem(
      "G24", optimum: -5.508_013_271_595_36, [0...3, 0...4], scales: [1, 1],
      { x in -x[0] - x[1] },
      { x in
        let a = x[0], a2 = a * a, a3 = a2 * a, a4 = a2 * a2
        return [
          -2 * a4 + 8 * a3 - 8 * a2 + x[1] - 2, -4 * a4 + 32 * a3 - 88 * a2 + 96 * a + x[1] - 36,
        ]
      }),
    StandardProblem(
      "welded beam", optimum: 1.724_852_308_597_366, [0.1...2, 0.1...10, 0.1...10, 0.1...2],
      scales: [13600, 30000, 1, 5, 0.125, 0.25, 6000],
      { x in 1.10471 * x[0] * x[0] * x[1] + 0.04811 * x[2] * x[3] * (14 + x[1]) },
      { x in
        let (h, l, t, b) = (x[0], x[1], x[2], x[3])
        let load = 6000.0, length = 14.0, young = 30e6, shear = 12e6
        let moment = load * (length + l / 2), radius = (l * l / 4 + (h + t) * (h + t) / 4).squareRoot()
        let inertia = 2 * (2.0.squareRoot() * h * l * (l * l / 12 + (h + t) * (h + t) / 4))
        let direct = load / (2.0.squareRoot() * h * l), twist = moment * radius / inertia
        let stress = (direct * direct + 2 * direct * twist * l / (2 * radius) + twist * twist).squareRoot()
        let bending = 6 * load * length / (b * t * t)
        let deflection = 4 * load * length * length * length / (young * t * t * t * b)
        let buckling =
          4.013 * young * (t * t * b * b * b * b * b * b / 36).squareRoot() / (length * length)
          * (1 - t / (2 * length) * (young / (4 * shear)).squareRoot())
        return [
          stress - 13600, bending - 30000, h - b,
          0.10471 * h * h + 0.04811 * t * b * (14 + l) - 5, 0.125 - h, deflection - 0.25, load - buckling,
        ]
      }),
  ]
}
