import Foundation

/// The cylinder functions of the orders −1, 0, … at one real argument: what a layer of a fibre needs at one of its faces.
///
/// `regular` holds J_m or e⁻ˣ I_m, `singular` Y_m or eˣ K_m, order m at index m + 1. Orders 0 and 1 come from Chebyshev fits for large
/// arguments and from Miller's downward recurrence with Neumann's series for small ones; the others from recurrences in the stable
/// direction. Accuracy: a few units of the last place of the modulus √(J² + Y²), of each function where it is monotonic.
struct CylinderTable {
  let regular: UnsafeMutablePointer<Double>
  let singular: UnsafeMutablePointer<Double>
  /// Orders up to this one are filled.
  let top: Int

  init(top: Int) {
    precondition(top >= 1, "a table has the orders 0 and 1 at least")
    self.top = top
    regular = .allocate(capacity: top + 2)
    singular = .allocate(capacity: top + 2)
    regular.initialize(repeating: 0, count: top + 2)
    singular.initialize(repeating: 0, count: top + 2)
  }

  func deallocate() {
    regular.deallocate()
    singular.deallocate()
  }

  /// Below this argument the recurrences would leave the range of a double.
  static let least = 1e-5

  /// J and Y at x. Returns false, with the table undefined, where a value would leave the range that products of two can bear.
  func fillPropagating(_ x: Double) -> Bool {
    guard x >= Self.least else { return false }
    let j = regular + 1, y = singular + 1
    if x >= 12 {
      let t = 288 / (x * x) - 1, inverse = 1 / x
      let amplitude = (inverse / .pi).squareRoot()
      let sine = sin(x), cosine = cos(x)
      let sum = cosine + sine, difference = sine - cosine
      let p0 = BesselFits.p0(t), q0 = BesselFits.q0(t) * inverse
      let p1 = BesselFits.p1(t), q1 = BesselFits.q1(t) * inverse
      j[0] = amplitude * (p0 * sum - q0 * difference)
      y[0] = amplitude * (p0 * difference + q0 * sum)
      j[1] = amplitude * (p1 * difference + q1 * sum)
      y[1] = amplitude * (q1 * difference - p1 * sum)
      riseSingular(2 * inverse, sign: -1)
      // Upward, the error of J grows as Y does.
      if abs(y[top]) < 0.5 {
        let ratio = 2 * inverse
        var previous = j[0], current = j[1]
        var m = 1
        while m < top {
          let next = Double(m) * ratio * current - previous
          previous = current
          current = next
          m += 1
          j[m] = next
        }
      } else {
        fallRegular(x, sign: 1, from: start(x), matching: j[0], j[1])
      }
    } else {
      millerPropagating(x)
      riseSingular(2 / x, sign: -1)
    }
    j[-1] = -j[1]
    y[-1] = -y[1]
    return abs(y[top]) < Self.greatest
  }

  /// e⁻ˣ I and eˣ K at x; as ``fillPropagating(_:)``.
  func fillEvanescent(_ x: Double) -> Bool {
    guard x >= Self.least else { return false }
    let i = regular + 1, k = singular + 1
    let inverse = 1 / x, root = inverse.squareRoot()
    if x >= 8 {
      let t = 16 * inverse - 1
      k[0] = root * BesselFits.k0Far(t)
      k[1] = root * BesselFits.k1Far(t)
    } else if x >= 2.5 {
      let t = (2 * inverse - (0.125 + 0.4)) / (0.4 - 0.125)
      k[0] = root * BesselFits.k0Middle(t)
      k[1] = root * BesselFits.k1Middle(t)
    } else if x >= 1 {
      let t = (2 * inverse - 1.4) / 0.6
      k[0] = root * BesselFits.k0Near(t)
      k[1] = root * BesselFits.k1Near(t)
    }
    if x >= 20 {
      let t = 40 * inverse - 1
      i[0] = root * BesselFits.i0(t)
      i[1] = root * BesselFits.i1(t)
      if Double(top * top) < 2 * x {
        // Upward, the error grows by exp(m²/x).
        let ratio = 2 * inverse
        var m = 1
        while m < top {
          i[m + 1] = i[m - 1] - Double(m) * ratio * i[m]
          m += 1
        }
      } else {
        let order = Double(top)
        fallRegular(x, sign: -1, from: Int((order * order + 40 * x).squareRoot()) + 6, matching: i[0], i[1])
      }
    } else {
      millerEvanescent(x)
    }
    i[-1] = i[1]
    riseSingular(2 * inverse, sign: 1)
    k[-1] = k[1]
    return k[top] < Self.greatest
  }

  private static let greatest = 1e150

  /// The order from which Miller's recurrence has lost its start by the orders that count.
  private func start(_ x: Double) -> Int {
    Int(max(Double(top) + 7 + 0.7 * x, 16 + 2.1 * x))
  }

  /// Y or K upward from the orders 0 and 1.
  private func riseSingular(_ ratio: Double, sign: Double) {
    let s = singular + 1
    var previous = s[0], current = s[1]
    var m = 1
    while m < top {
      let next = Double(m) * ratio * current + sign * previous
      previous = current
      current = next
      m += 1
      s[m] = next
    }
  }

  /// J or I downward from order n, scaled to the larger of the two values known.
  private func fallRegular(_ x: Double, sign: Double, from n: Int, matching zero: Double, _ one: Double) {
    let r = regular + 1, ratio = 2 / x
    var above = 0.0, current = 1e-280
    var m = n
    while m > top {
      (above, current) = (current, Double(m) * ratio * current - sign * above)
      m -= 1
      if abs(current) > 1e200 {
        current *= 1e-200
        above *= 1e-200
      }
    }
    r[top] = current
    while m > 0 {
      (above, current) = (current, Double(m) * ratio * current - sign * above)
      m -= 1
      r[m] = current
    }
    let scale = abs(zero) > abs(one) ? zero / r[0] : one / r[1]
    for m in 2...max(2, top) where m <= top { r[m] *= scale }
    r[0] = zero
    r[1] = one
  }

  /// Euler's constant.
  static let gamma = 0.577_215_664_901_532_860_6

  /// J by Miller's recurrence with J₀ + 2ΣJ_2k = 1; Y₀ and Y₁ from Neumann's series over the same J.
  private func millerPropagating(_ x: Double) {
    let j = regular + 1, y = singular + 1
    let ratio = 2 / x
    // An even start, so that the pairs below end at order 0.
    var k = (start(x) + 1) / 2
    var odd = 0.0, even = 1e-280
    // Σ J_2k, Σ(−1)ᵏ J_2k/k and Σ(−1)ᵏ(1/k + 1/(k+1)) J_{2k+1}.
    var norm = 0.0, forY0 = 0.0, forY1 = 0.0
    var alternating = k % 2 == 0 ? 1.0 : -1.0
    while k > 0 {
      let order = Double(2 * k), inverse = alternating / Double(k)
      norm += even
      forY0 += inverse * even
      forY1 += (inverse + alternating / Double(k + 1)) * odd
      let below = order * ratio * even - odd
      let next = (order - 1) * ratio * below - even
      if 2 * k <= top { j[2 * k] = even }
      if 2 * k - 1 <= top { j[2 * k - 1] = below }
      odd = below
      even = next
      alternating = -alternating
      k -= 1
    }
    let scale = 1 / (even + 2 * norm)
    j[0] = even
    for m in 0...top { j[m] *= scale }
    let logarithm = log(x / 2) + Self.gamma
    y[0] = 2 / .pi * (logarithm * j[0] - 2 * scale * forY0)
    y[1] = 2 / .pi * (logarithm * j[1] - j[0] / x - j[1] - scale * forY1)
  }

  /// e⁻ˣ I by Miller's recurrence with I₀ + 2ΣI_k = eˣ; for x < 1 also eˣ K₀ and eˣ K₁.
  private func millerEvanescent(_ x: Double) {
    let i = regular + 1, k = singular + 1
    let ratio = 2 / x
    var n = (start(x) + 1) / 2
    var odd = 0.0, even = 1e-280
    var norm = 0.0, forK0 = 0.0
    while n > 0 {
      let order = Double(2 * n)
      forK0 += even / Double(n)
      let below = order * ratio * even + odd
      norm += even + below
      let next = (order - 1) * ratio * below + even
      if 2 * n <= top { i[2 * n] = even }
      if 2 * n - 1 <= top { i[2 * n - 1] = below }
      odd = below
      even = next
      n -= 1
    }
    let scale = 1 / (even + 2 * norm)
    i[0] = even
    for m in 0...top { i[m] *= scale }
    guard x < 1 else { return }
    let growth = exp(x)
    let scaled = growth * growth
    k[0] = scaled * (2 * scale * forK0 - (log(x / 2) + Self.gamma) * i[0])
    k[1] = (1 / x - i[1] * k[0]) / i[0]
  }
}
