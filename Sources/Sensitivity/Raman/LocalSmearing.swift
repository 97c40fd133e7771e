import Foundation

/// Smearing where the signal is smooth: exact for polynomials in the direction, by a few directions about each.
///
/// Under the kernel w = κ(1 − cos α) is distributed as e^{−w} and the azimuth evenly, so that Laguerre's and Chebyshev's rules together are exact to degree
/// 2n − 1 for light from cos θ' = cos θ cos α + sin θ sin α cos φ.
struct LocalSmearing {
  /// 1 − cos α, sin α cos φ and the weight of each direction.
  struct Point {
    let fall: Double
    let shift: Double
    let weight: Double
  }

  /// Rules of 2, 3 and 4, and from which distance of a threshold each is good to 1e-8, in σ.
  private let rules: [(from: Double, points: [Point])]

  init(resolution: Double) {
    let square = resolution * resolution
    rules = zip([120.0, 25.0, 0], [2, 3, 4]).map { from, count in
      let radial = Self.laguerre[count - 2]
      let points = radial.flatMap { w, weight in
        (0..<count).map { k in
          let fall = w * square
          return Point(
            fall: fall, shift: (fall * (2 - fall)).squareRoot() * cos(.pi * (Double(k) + 0.5) / Double(count)),
            weight: weight / Double(count))
        }
      }
      return (from * resolution, points)
    }
  }

  func points(distance: Double) -> [Point] {
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
