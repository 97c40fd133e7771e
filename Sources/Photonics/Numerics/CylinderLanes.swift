import Foundation

/// J and Y of the orders 0, 1, 2 at four real arguments: what the light on a fibre's axis needs at one face of a layer.
///
/// Large arguments take the fits of ``CylinderTable`` four at a time, smaller ones its recurrences one by one.
struct CylinderLanes {
  var j0, j1, j2, y0, y1, y2: Lanes

  /// - Parameter table: scratch for small arguments, with the orders to 2.
  /// - Returns: `nil` where an argument is outside the table's range.
  @inline(__always)
  init?(_ x: Lanes, table: CylinderTable) {
    let isLarge = x[0] >= 12 && x[1] >= 12 && x[2] >= 12 && x[3] >= 12
    let large = isLarge ? x : Lanes(max(x[0], 12), max(x[1], 12), max(x[2], 12), max(x[3], 12))
    let inverse = 1 / large, t = 288 * (inverse * inverse) - 1
    let amplitude = (inverse / .pi).squareRoot()
    let (sine, cosine) = large.circular
    let sum = cosine + sine, difference = sine - cosine
    let p0 = BesselFits.p0(t), q0 = BesselFits.q0(t) * inverse
    let p1 = BesselFits.p1(t), q1 = BesselFits.q1(t) * inverse
    j0 = amplitude * (p0 * sum - q0 * difference)
    y0 = amplitude * (p0 * difference + q0 * sum)
    j1 = amplitude * (p1 * difference + q1 * sum)
    y1 = amplitude * (q1 * difference - p1 * sum)
    j2 = 2 * inverse * j1 - j0
    y2 = 2 * inverse * y1 - y0
    guard !isLarge else { return }
    for lane in 0..<4 where x[lane] < 12 {
      guard table.fillPropagating(x[lane]) else { return nil }
      (j0[lane], j1[lane], j2[lane]) = (table.regular[1], table.regular[2], table.regular[3])
      (y0[lane], y1[lane], y2[lane]) = (table.singular[1], table.singular[2], table.singular[3])
    }
  }
}

extension Lanes {
  /// Sine and cosine of four numbers of at most a million: to a unit of the last place of 1.
  @inline(__always)
  var circular: (sine: Lanes, cosine: Lanes) {
    let turns = (self * (2 / .pi)).nearest
    // π/2 in parts of 33 bits: products with whole numbers below 2²⁰ are exact.
    let r =
      ((self - turns * 1.570_796_326_734_125_6) - turns * 6.077_100_506_303_966e-11) - turns
      * 2.022_266_248_795_950_7e-21
    let s = r * r
    // Taylor's series: |r| ≤ π/4.
    var sine = Lanes(repeating: 1 / 355_687_428_096_000)
    sine = sine * s - 1 / 1_307_674_368_000
    sine = sine * s + 1 / 6_227_020_800
    sine = sine * s - 1 / 39_916_800
    sine = sine * s + 1 / 362_880
    sine = sine * s - 1 / 5040
    sine = sine * s + 1 / 120
    sine = sine * s - 1 / 6
    sine = r + r * (s * sine)
    var cosine = Lanes(repeating: 1 / 20_922_789_888_000)
    cosine = cosine * s - 1 / 87_178_291_200
    cosine = cosine * s + 1 / 479_001_600
    cosine = cosine * s - 1 / 3_628_800
    cosine = cosine * s + 1 / 40_320
    cosine = cosine * s - 1 / 720
    cosine = cosine * s + 1 / 24
    cosine = 1 + (s * s * cosine - 0.5 * s)
    // Bits of the quadrant as 0 and 1, for products instead of branches.
    let quadrant = turns - 4 * (turns * 0.25 - 0.375).nearest
    let upper = (quadrant * 0.25 + 0.01).nearest, odd = quadrant - 2 * upper
    let sineSign = 1 - 2 * upper, cosineSign = 1 - 2 * (upper + odd - 2 * (upper * odd))
    return (
      sineSign * ((1 - odd) * sine + odd * cosine), cosineSign * ((1 - odd) * cosine + odd * sine)
    )
  }

  /// The nearest whole number, for numbers below 2⁵¹.
  @inline(__always)
  private var nearest: Lanes { (self + 0x1.8p52) - 0x1.8p52 }
}
