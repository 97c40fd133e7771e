import Foundation

/// A complex number, just large enough for the mixing matrix and the couplings of new particles.
public struct Complex: Sendable, Hashable {
  public var re: Double
  public var im: Double

  @inlinable
  public init(_ re: Double, _ im: Double = 0) {
    self.re = re
    self.im = im
  }

  /// r e^{iφ}.
  public init(modulus: Double, phase: Double) { self.init(modulus * cos(phase), modulus * sin(phase)) }

  public static let zero = Complex(0)

  @inlinable public var conjugate: Complex { Complex(re, -im) }
  /// |z|².
  @inlinable public var squaredModulus: Double { re * re + im * im }
  /// Re(z²) = (Re z)² − (Im z)², as a product.
  @inlinable public var realPartOfSquare: Double { (re - im) * (re + im) }
  /// iz.
  @inlinable public var timesI: Complex { Complex(-im, re) }
  /// 1/z.
  public var inverse: Complex {
    let modulus = hypot(re, im)
    return Complex(re / modulus / modulus, -im / modulus / modulus)
  }

  /// Re(a b*).
  @inlinable public static func dot(_ a: Complex, _ b: Complex) -> Double { a.re * b.re + a.im * b.im }

  @inlinable public static func + (a: Complex, b: Complex) -> Complex { Complex(a.re + b.re, a.im + b.im) }
  @inlinable public static func - (a: Complex, b: Complex) -> Complex { Complex(a.re - b.re, a.im - b.im) }
  @inlinable public static prefix func - (a: Complex) -> Complex { Complex(-a.re, -a.im) }
  @inlinable public static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }
  @inlinable public static func * (factor: Double, a: Complex) -> Complex { Complex(factor * a.re, factor * a.im) }
}
