import Foundation

/// Smearing where the signal is smooth: exact for polynomials in the direction, by a few directions about each.
///
/// Under the kernel w = κ(1 − cos α) is distributed as e^{−w} and the azimuth evenly, so that Laguerre's and Chebyshev's rules together are exact to degree
/// 2n − 1 for light from cos θ' = cos θ cos α + sin θ sin α cos φ.
struct LocalSmearing {
  /// 1 − cos α, sin α cos φ and the weights of four directions.
  struct Points {
    let fall: SIMD4<Double>
    let shift: SIMD4<Double>
    let weight: SIMD4<Double>
  }

  /// Rules of degree 3, 5 and 7, and from which distance of a threshold each errs by 2e-8 of √(M² − T) at most.
  private let rules: [(from: Double, points: [Points])]

  init(resolution: Double) {
    let square = resolution * resolution
    rules = zip([60.0, 16.0, 0], [(2, 2), (3, 4), (4, 4)]).map { from, counts in
      let points = Self.laguerre[counts.0 - 2].flatMap { w, weight in
        (0..<counts.1).map { k in
          let fall = w * square, azimuth = cos(.pi * (Double(k) + 0.5) / Double(counts.1))
          return (fall: fall, shift: (fall * (2 - fall)).squareRoot() * azimuth, weight: weight / Double(counts.1))
        }
      }
      let fours = stride(from: 0, to: points.count, by: 4).map { first in
        let four = points[first..<first + 4]
        return Points(
          fall: SIMD4(four.map(\.fall)), shift: SIMD4(four.map(\.shift)), weight: SIMD4(four.map(\.weight)))
      }
      return (from * resolution, fours)
    }
  }

  func points(distance: Double) -> [Points] {
    for rule in rules where distance >= rule.from { return rule.points }
    return rules[rules.count - 1].points
  }

  /// Gauss–Laguerre nodes and weights of 2, 3 and 4 points.
  private static let laguerre: [[(Double, Double)]] = [
    [(2 - 2.0.squareRoot(), (2 + 2.0.squareRoot()) / 4), (2 + 2.0.squareRoot(), (2 - 2.0.squareRoot()) / 4)],
    [
      (0.415774556783479, 0.711093009929173), (2.294280360279042, 0.278517733569241),
      (6.289945082937479, 0.0103892565015861),
    ],
    [
      (0.322547689619392, 0.603154104341634), (1.745761101158347, 0.357418692437800),
      (4.536620296921128, 0.0388879085150054), (9.395070912301133, 0.000539294705561327),
    ],
  ]
}
