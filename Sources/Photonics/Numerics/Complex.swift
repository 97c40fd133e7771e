import Foundation

/// A complex number in double precision.
public struct Complex: Sendable, Hashable {
  public var re: Double
  public var im: Double

  @inlinable
  public init(_ re: Double, _ im: Double = 0) {
    self.re = re
    self.im = im
  }

  @inlinable public static var zero: Complex { Complex(0) }
  @inlinable public static var one: Complex { Complex(1) }
  @inlinable public static var i: Complex { Complex(0, 1) }

  @inlinable public var conjugate: Complex { Complex(re, -im) }
  @inlinable public var squaredMagnitude: Double { re * re + im * im }
  /// Without overflow or underflow on the way.
  @inlinable public var magnitude: Double { hypot(re, im) }
  /// −π … π.
  @inlinable public var phase: Double { atan2(im, re) }
  @inlinable public var isFinite: Bool { re.isFinite && im.isFinite }
  /// i times the number.
  @inlinable public var timesI: Complex { Complex(-im, re) }
  /// The larger of the absolute values of the parts: a magnitude without a root.
  @inlinable public var size: Double { max(abs(re), abs(im)) }

  @inlinable public static prefix func - (a: Complex) -> Complex { Complex(-a.re, -a.im) }
  @inlinable public static func + (a: Complex, b: Complex) -> Complex { Complex(a.re + b.re, a.im + b.im) }
  @inlinable public static func - (a: Complex, b: Complex) -> Complex { Complex(a.re - b.re, a.im - b.im) }
  @inlinable public static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }
  @inlinable public static func * (a: Double, b: Complex) -> Complex { Complex(a * b.re, a * b.im) }
  @inlinable public static func * (a: Complex, b: Double) -> Complex { Complex(a.re * b, a.im * b) }
  @inlinable public static func + (a: Complex, b: Double) -> Complex { Complex(a.re + b, a.im) }
  @inlinable public static func - (a: Complex, b: Double) -> Complex { Complex(a.re - b, a.im) }
  @inlinable public static func - (a: Double, b: Complex) -> Complex { Complex(a - b.re, -b.im) }
  @inlinable public static func + (a: Double, b: Complex) -> Complex { Complex(a + b.re, b.im) }
  @inlinable public static func / (a: Complex, b: Double) -> Complex { Complex(a.re / b, a.im / b) }

  /// Smith's division: no overflow unless the quotient's parts do.
  @inlinable
  public static func / (a: Complex, b: Complex) -> Complex {
    if abs(b.re) >= abs(b.im) {
      let ratio = b.im / b.re, scale = 1 / (b.re + b.im * ratio)
      return Complex((a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale)
    }
    let ratio = b.re / b.im, scale = 1 / (b.re * ratio + b.im)
    return Complex((a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale)
  }
  @inlinable public static func / (a: Double, b: Complex) -> Complex { Complex(a) / b }

  @inlinable public static func += (a: inout Complex, b: Complex) { a = a + b }
  @inlinable public static func -= (a: inout Complex, b: Complex) { a = a - b }
  @inlinable public static func *= (a: inout Complex, b: Complex) { a = a * b }
  @inlinable public static func *= (a: inout Complex, b: Double) { a = a * b }

  /// The root with a real part ≥ 0, on the cut with an imaginary part ≥ 0.
  public var squareRoot: Complex {
    let magnitude = self.magnitude
    guard magnitude > 0 else { return .zero }
    if re >= 0 {
      let root = ((magnitude + re) / 2).squareRoot()
      return Complex(root, im / (2 * root))
    }
    let root = ((magnitude - re) / 2).squareRoot()
    return im >= 0 ? Complex(im / (2 * root), root) : Complex(-im / (2 * root), -root)
  }

  public var logarithm: Complex { Complex(log(magnitude), phase) }

  /// Times 2 to the given power.
  func scaled(by exponent: Int) -> Complex {
    guard exponent != 0 else { return self }
    guard abs(exponent) < 1000 else { return Complex(scalbn(re, exponent), scalbn(im, exponent)) }
    return Double(bitPattern: UInt64(1023 + exponent) << 52) * self
  }
}
