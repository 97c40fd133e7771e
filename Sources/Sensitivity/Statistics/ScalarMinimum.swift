/// The minimum of a function of one number in an interval that brackets it.
enum ScalarMinimum {
  /// R. P. Brent's method (Algorithms for Minimization without Derivatives, 1973, ch. 5): parabolas where they help, golden sections where they do not. Cusps
  /// and infinite values only slow it down.
  ///
  /// - Parameters:
  ///   - start: a point inside, with its value.
  ///   - tolerance: of the place.
  /// - Returns: the best place it saw, with its value.
  static func find(
    from low: Double, to high: Double, start: (place: Double, value: Double), tolerance: Double,
    _ f: (Double) -> Double
  ) -> (place: Double, value: Double) {
    let golden = (3 - 5.0.squareRoot()) / 2
    var a = low, b = high, x = start.place, fx = start.value
    // The second and third best.
    var w = x, v = x, fw = fx, fv = fx
    var step = 0.0, before = 0.0
    for _ in 0..<60 {
      let middle = (a + b) / 2, tol = tolerance + 1e-9 * abs(x)
      if abs(x - middle) <= 2 * tol - (b - a) / 2 { break }
      var isParabola = false
      if abs(before) > tol, fw.isFinite, fv.isFinite, fx.isFinite {
        let r = (x - w) * (fx - fv), q0 = (x - v) * (fx - fw)
        var p = (x - v) * q0 - (x - w) * r, q = 2 * (q0 - r)
        if q > 0 { p = -p } else { q = -q }
        if abs(p) < abs(q * before / 2), p > q * (a - x), p < q * (b - x) {
          before = step
          step = p / q
          let u = x + step
          if u - a < 2 * tol || b - u < 2 * tol { step = x < middle ? tol : -tol }
          isParabola = true
        }
      }
      if !isParabola {
        before = x < middle ? b - x : a - x
        step = golden * before
      }
      let u = abs(step) >= tol ? x + step : x + (step > 0 ? tol : -tol)
      let fu = f(u)
      if fu <= fx {
        if u < x { b = x } else { a = x }
        (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
      } else {
        if u < x { a = u } else { b = u }
        if fu <= fw || w == x {
          (v, fv, w, fw) = (w, fw, u, fu)
        } else if fu <= fv || v == x || v == w {
          (v, fv) = (u, fu)
        }
      }
    }
    return (x, fx)
  }
}
