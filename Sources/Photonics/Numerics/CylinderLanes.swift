import Foundation

/// J and Y of the orders 0, 1, 2 at four real arguments: what the light on a fibre's axis needs at one face of a layer.
///
/// By the methods of ``CylinderTable``: fits for large arguments, recurrences for small ones, four at a time.
struct CylinderLanes {
  var j0, j1, j2, y0, y1, y2: Lanes

  /// - Returns: `nil` where an argument is outside the table's range.
  @inline(__always)
  init?(_ x: Lanes) {
    if x.isAtLeast(Self.large) {
      self.init(large: x)
      return
    }
    guard x.isAtLeast(CylinderTable.least) else { return nil }
    let isLarge = x .>= Self.large
    self.init(small: x.replacing(with: Self.large, where: isLarge))
    guard isLarge != SIMDMask(repeating: false) else { return }
    let outer = CylinderLanes(large: x.replacing(with: Self.large, where: .!isLarge))
    j0.replace(with: outer.j0, where: isLarge)
    j1.replace(with: outer.j1, where: isLarge)
    j2.replace(with: outer.j2, where: isLarge)
    y0.replace(with: outer.y0, where: isLarge)
    y1.replace(with: outer.y1, where: isLarge)
    y2.replace(with: outer.y2, where: isLarge)
  }

  private static var large: Double { 12 }

  @inline(__always)
  private init(large x: Lanes) {
    let inverse = 1 / x, t = 288 * (inverse * inverse) - 1
    let amplitude = (inverse / .pi).squareRoot()
    let (sine, cosine) = x.circular
    let sum = cosine + sine, difference = sine - cosine
    let p0 = BesselFits.p0(t), q0 = BesselFits.q0(t) * inverse
    let p1 = BesselFits.p1(t), q1 = BesselFits.q1(t) * inverse
    j0 = amplitude * (p0 * sum - q0 * difference)
    y0 = amplitude * (p0 * difference + q0 * sum)
    j1 = amplitude * (p1 * difference + q1 * sum)
    y1 = amplitude * (q1 * difference - p1 * sum)
    j2 = 2 * inverse * j1 - j0
    y2 = 2 * inverse * y1 - y0
  }

  /// Miller's recurrence and Neumann's series from the order that the largest of the arguments needs: for the others it is a better start still.
  @inline(never)
  private init(small x: Lanes) {
    let inverse = 1 / x, ratio = 2 * inverse
    var k = Int(16 + 2.1 * x.max() + 1) / 2
    var odd = Lanes(), even = Lanes(repeating: 1e-280)
    // Σ J_2k, Σ(−1)ᵏ J_2k/k and Σ(−1)ᵏ(1/k + 1/(k+1)) J_{2k+1}.
    var norm = Lanes(), forY0 = Lanes(), forY1 = Lanes()
    var alternating = k % 2 == 0 ? 1.0 : -1.0, second = Lanes()
    while k > 0 {
      let order = Double(2 * k), inverse = alternating / Double(k)
      norm += even
      forY0 += inverse * even
      forY1 += (inverse + alternating / Double(k + 1)) * odd
      let below = order * ratio * even - odd
      let next = (order - 1) * ratio * below - even
      second = even
      odd = below
      even = next
      alternating = -alternating
      k -= 1
    }
    let scale = 1 / (even + 2 * norm)
    j0 = even * scale
    j1 = odd * scale
    j2 = second * scale
    var logarithm = Lanes()
    for lane in 0..<4 { logarithm[lane] = log(x[lane] / 2) + CylinderTable.gamma }
    y0 = 2 / .pi * (logarithm * j0 - 2 * scale * forY0)
    y1 = 2 / .pi * (logarithm * j1 - j0 * inverse - j1 - scale * forY1)
    y2 = ratio * y1 - y0
  }
}

extension Lanes {
  @inline(__always)
  fileprivate func isAtLeast(_ x: Double) -> Bool { self[0] >= x && self[1] >= x && self[2] >= x && self[3] >= x }

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
