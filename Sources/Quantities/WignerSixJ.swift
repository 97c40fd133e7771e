import Foundation

/// ln n!
private func logFactorial(_ n: Int) -> Double { n < 2 ? 0 : (2...n).reduce(0) { $0 + log(Double($1)) } }

/// The 6j symbol {a b c; d e f}, by Racah's formula; zero where a triangle does not close.
///
/// Arguments are twice the angular momenta. Exact to rounding for the small momenta of dipole operators.
public func wignerSixJ(
  _ twoA: Int, _ twoB: Int, _ twoC: Int, _ twoD: Int, _ twoE: Int, _ twoF: Int
) -> Double {
  /// √[(a+b−c)! (a−b+c)! (−a+b+c)! / (a+b+c+1)!], or nil.
  func triangle(_ a: Int, _ b: Int, _ c: Int) -> Double? {
    guard (a + b + c).isMultiple(of: 2), c <= a + b, c >= abs(a - b) else { return nil }
    let above = [a + b - c, a - b + c, b + c - a].map { logFactorial($0 / 2) }
    return exp((above.reduce(0, +) - logFactorial((a + b + c) / 2 + 1)) / 2)
  }
  guard let abc = triangle(twoA, twoB, twoC), let aef = triangle(twoA, twoE, twoF),
    let dbf = triangle(twoD, twoB, twoF), let dec = triangle(twoD, twoE, twoC)
  else { return 0 }
  let lows = [twoA + twoB + twoC, twoA + twoE + twoF, twoD + twoB + twoF, twoD + twoE + twoC].map { $0 / 2 }
  let highs = [twoA + twoB + twoD + twoE, twoB + twoC + twoE + twoF, twoC + twoA + twoF + twoD].map { $0 / 2 }
  guard let first = lows.max(), let last = highs.min(), first <= last else { return 0 }
  var sum = 0.0
  for t in first...last {
    let below = lows.map { logFactorial(t - $0) } + highs.map { logFactorial($0 - t) }
    let term = exp(logFactorial(t + 1) - below.reduce(0, +))
    sum += t.isMultiple(of: 2) ? term : -term
  }
  return abc * aef * dbf * dec * sum
}
