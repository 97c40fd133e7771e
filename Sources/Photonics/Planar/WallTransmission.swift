import Foundation
import Quantities

extension FibreSlice {
  /// The share of light that passes the wall at an angle θ to the axis, laid flat and averaged over the polarisations.
  public func transmission(k0: Double, angle theta: Double) -> Double {
    transmissions(k0: k0, angle: theta, hasSlopes: false)[0]
  }

  /// The mean of ``transmission(k0:angle:)`` over the directions between two polar angles, by solid angle.
  ///
  /// A photon along the axis meets the wall at grazing incidence, where nothing passes: it leaves by the fibre's end.
  public func transmission(k0: Double, angles: ClosedRange<Double>, relativeError: Double = 1e-6) -> Double {
    mean(over: angles, relativeError: relativeError) { transmissions(k0: k0, angle: $0, hasSlopes: false) }[0]
  }

  /// ``transmission(k0:angles:relativeError:)`` with its derivatives by the thickness of each layer, from the core outward, per µm. The core's
  /// radius does not count in a flat wall.
  public func transmissionSlope(k0: Double, angles: ClosedRange<Double>, relativeError: Double = 1e-6) -> (
    value: Double, byThickness: [Double]
  ) {
    let figures = mean(over: angles, relativeError: relativeError) {
      transmissions(k0: k0, angle: $0, hasSlopes: true)
    }
    return (figures[0], Array(figures.dropFirst()))
  }

  /// The transmission and, if asked for, its derivatives.
  private func transmissions(k0: Double, angle theta: Double, hasSlopes: Bool) -> [Double] {
    let stack = PlanarStack(wallOf: self), beta = abs(core * k0 * cos(theta))
    var sum = [Double](repeating: 0, count: hasSlopes ? layers.count + 1 : 1)
    for polarisation in Polarisation.allCases {
      let share = (stack.response(k0: k0, beta: beta, polarisation: polarisation).transmitted ?? 0) / 2
      sum[0] += share
      guard hasSlopes, let slopes = stack.transmissionSlopes(k0: k0, beta: beta, polarisation: polarisation) else {
        continue
      }
      for (index, slope) in slopes.enumerated() { sum[index + 1] += share * slope }
    }
    return sum
  }

  private struct Panel {
    let from: Double
    let to: Double
    let integral: [Double]
    /// The difference of the two rules for each figure.
    let errors: [Double]

    init(_ a: Double, _ b: Double, _ figures: (Double) -> [Double]) {
      var fine: [Double] = [], coarse: [Double] = []
      for k in GaussKronrod.nodes.indices {
        let theta = (a + b) / 2 + (b - a) / 2 * GaussKronrod.nodes[k], scale = sin(theta) * (b - a) / 2
        let values = figures(theta)
        if fine.isEmpty {
          fine = [Double](repeating: 0, count: values.count)
          coarse = fine
        }
        for (index, value) in values.enumerated() {
          fine[index] += GaussKronrod.kronrod[k] * scale * value
          coarse[index] += GaussKronrod.gauss[k] * scale * value
        }
      }
      (from, to, integral) = (a, b, fine)
      errors = zip(fine, coarse).map { abs($0 - $1) }
    }
  }

  /// The mean of figures over directions; the first to a relative error, the others to that of the largest of them.
  private func mean(
    over angles: ClosedRange<Double>, relativeError: Double, of figures: (Double) -> [Double]
  ) -> [Double] {
    let solidAngle = cos(angles.lowerBound) - cos(angles.upperBound)
    guard solidAngle > 0 else { return figures(angles.lowerBound) }
    let across = [Double.pi / 2].filter { angles.lowerBound < $0 && $0 < angles.upperBound }
    let ends = [angles.lowerBound] + across + [angles.upperBound]
    var panels = zip(ends, ends.dropFirst()).map { Panel($0, $1, figures) }
    func sum() -> [Double] {
      panels.dropFirst().reduce(panels[0].integral) { zip($0, $1.integral).map { $0 + $1 } }
    }
    for _ in 0..<200 {
      let total = sum(), slope = total.dropFirst().reduce(0) { max($0, abs($1)) }
      // In units of what is allowed.
      func excess(_ panel: Panel) -> Double {
        let others = panel.errors.dropFirst().reduce(0, max)
        return max(
          panel.errors[0] > 0 ? panel.errors[0] / (relativeError * total[0]) : 0,
          others > 0 ? others / (relativeError * slope) : 0)
      }
      let excesses = panels.map(excess)
      guard excesses.reduce(0, +) > 1, let worst = excesses.indices.max(by: { excesses[$0] < excesses[$1] }) else {
        break
      }
      let old = panels.remove(at: worst), cut = (old.from + old.to) / 2
      panels += [Panel(old.from, cut, figures), Panel(cut, old.to, figures)]
    }
    return sum().map { $0 / solidAngle }
  }
}
