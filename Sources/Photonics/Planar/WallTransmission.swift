import Foundation
import Quantities

extension FibreSlice {
  /// The share of light that passes the wall at an angle θ to the axis, laid flat and averaged over the polarisations.
  public func transmission(k0: Double, angle theta: Double) -> Double {
    let stack = PlanarStack(wallOf: self), beta = abs(core * k0 * cos(theta))
    return Polarisation.allCases.reduce(0) {
      $0 + (stack.response(k0: k0, beta: beta, polarisation: $1).transmitted ?? 0) / 2
    }
  }

  /// The mean of ``transmission(k0:angle:)`` over the directions between two polar angles, by solid angle.
  ///
  /// A photon along the axis meets the wall at grazing incidence, where nothing passes: it leaves by the fibre's end.
  public func transmission(k0: Double, angles: ClosedRange<Double>, relativeError: Double = 1e-6) -> Double {
    func integral(_ a: Double, _ b: Double) -> (fine: Double, coarse: Double) {
      var fine = 0.0, coarse = 0.0
      for k in GaussKronrod.nodes.indices {
        let theta = (a + b) / 2 + (b - a) / 2 * GaussKronrod.nodes[k]
        let value = transmission(k0: k0, angle: theta) * sin(theta) * (b - a) / 2
        fine += GaussKronrod.kronrod[k] * value
        coarse += GaussKronrod.gauss[k] * value
      }
      return (fine, coarse)
    }
    let solidAngle = cos(angles.lowerBound) - cos(angles.upperBound)
    guard solidAngle > 0 else { return transmission(k0: k0, angle: angles.lowerBound) }
    var panels: [(from: Double, to: Double, value: (fine: Double, coarse: Double))] = []
    let ends =
      [angles.lowerBound] + [Double.pi / 2].filter { angles.lowerBound < $0 && $0 < angles.upperBound } + [
        angles.upperBound
      ]
    for (a, b) in zip(ends, ends.dropFirst()) { panels.append((a, b, integral(a, b))) }
    for _ in 0..<200 {
      let total = panels.reduce(0) { $0 + $1.value.fine }
      let errors = panels.map { abs($0.value.fine - $0.value.coarse) }
      guard errors.reduce(0, +) > relativeError * total, let worst = errors.indices.max(by: { errors[$0] < errors[$1] })
      else {
        break
      }
      let old = panels.remove(at: worst), cut = (old.from + old.to) / 2
      panels.append((old.from, cut, integral(old.from, cut)))
      panels.append((cut, old.to, integral(cut, old.to)))
    }
    return panels.reduce(0) { $0 + $1.value.fine } / solidAngle
  }
}
