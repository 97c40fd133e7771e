import Foundation

/// Bessel's J and Hankel's H⁽¹⁾ of the orders −1 … `top` at a complex argument of the upper right quadrant, without overflow.
///
/// J_m = regular[m+1]·2^regularExponent[m+1]·e^(Im z), H_m = outgoing[m+1]·2^outgoingExponent[m+1]·e^(−Im z). J from Miller's recurrence
/// with e^(−iz) = J₀ + 2Σ(−i)ᵏJ_k, which loses nothing anywhere in the quadrant; H₁/H₀ from Steed's continued fraction and H₀ from the
/// Wronskian, for |z| < 2 from Neumann's series. Not for concurrent use.
final class ComplexCylinderTable {
  let regular: UnsafeMutablePointer<Complex>
  let regularExponent: UnsafeMutablePointer<Int>
  let outgoing: UnsafeMutablePointer<Complex>
  let outgoingExponent: UnsafeMutablePointer<Int>
  let top: Int
  @exclusivity(unchecked) private(set) var argument = Complex.one

  init(top: Int) {
    precondition(top >= 1, "a table has the orders 0 and 1 at least")
    self.top = top
    func memory<Value>(_ zero: Value) -> UnsafeMutablePointer<Value> {
      let memory = UnsafeMutablePointer<Value>.allocate(capacity: top + 2)
      memory.initialize(repeating: zero, count: top + 2)
      return memory
    }
    regular = memory(.zero)
    outgoing = memory(.zero)
    regularExponent = memory(0)
    outgoingExponent = memory(0)
  }

  deinit {
    for memory in [regular, outgoing] { memory.deallocate() }
    for memory in [regularExponent, outgoingExponent] { memory.deallocate() }
  }

  /// Arguments closer to zero are taken as this: every use is an entire function of z² or has a logarithm of it at most.
  private static let least = 1e-14

  func fill(_ argument: Complex) {
    precondition(argument.re >= 0 && argument.im >= 0, "the table covers the upper right quadrant")
    let z = argument.size < Self.least ? Complex(Self.least) : argument
    self.argument = z
    let logarithmic = fillRegular(z)
    fillOutgoing(z, logarithmic)
  }

  private static let shift = 400

  /// Returns Y₀ and Y₁ by Neumann's series where |z| < 2.
  private func fillRegular(_ z: Complex) -> (y0: Complex, y1: Complex)? {
    let size = z.magnitude
    let inverse = 1 / z, ratio = inverse * 2
    let isSmall = size < 2
    let order = Int(max(Double(top) + 8 + 0.7 * min(size, 40) + cbrt(size), size + 14 + 10 * cbrt(size)))
    var k = order
    var above = Complex.zero, current = Complex(1)
    var exponent = 0
    var sum = Complex.zero
    // Σ(−1)ʲ J_2j/j and Σ(−1)ʲ(1/j + 1/(j+1)) J_{2j+1}.
    var forY0 = Complex.zero, forY1 = Complex.zero
    while true {
      if k <= top {
        regular[k + 1] = current
        regularExponent[k + 1] = exponent
      }
      if k == 0 { break }
      // (−i)ᵏ
      switch k & 3 {
      case 0: sum += current
      case 1: sum += Complex(current.im, -current.re)
      case 2: sum -= current
      default: sum += Complex(-current.im, current.re)
      }
      if isSmall {
        if k % 2 == 0 {
          let j = Double(k / 2), sign = k % 4 == 0 ? 1.0 : -1.0
          forY0 += current * (sign / j)
        } else if k > 1 {
          let j = Double((k - 1) / 2), sign = (k - 1) % 4 == 0 ? 1.0 : -1.0
          forY1 += current * (sign * (1 / j + 1 / (j + 1)))
        }
      }
      (above, current) = (current, ratio * Double(k) * current - above)
      k -= 1
      if current.size > 0x1p400 {
        current = current.scaled(by: -Self.shift)
        above = above.scaled(by: -Self.shift)
        sum = sum.scaled(by: -Self.shift)
        forY0 = forY0.scaled(by: -Self.shift)
        forY1 = forY1.scaled(by: -Self.shift)
        exponent += Self.shift
      }
    }
    // The sum is e^(−iz), whose growth e^(Im z) stays outside.
    let total = current + 2 * sum
    let scale = Complex(cos(z.re), -sin(z.re)) / total
    for m in 0...top {
      regular[m + 1] = regular[m + 1] * scale
      regularExponent[m + 1] -= exponent
    }
    regular[0] = -regular[2]
    regularExponent[0] = regularExponent[2]
    guard isSmall else { return nil }
    let growth = exp(z.im)
    let j0 = regular[1] * growth, j1 = regular[2].scaled(by: regularExponent[2]) * growth
    let logarithm = (z * 0.5).logarithm + 0.577_215_664_901_532_860_6
    let neumann = scale * growth
    let y0 = (2 / .pi) * (logarithm * j0 - 2 * (neumann * forY0))
    let y1 = (2 / .pi) * (logarithm * j1 - j0 * inverse - j1 - neumann * forY1)
    return (y0, y1)
  }

  private func fillOutgoing(_ z: Complex, _ logarithmic: (y0: Complex, y1: Complex)?) {
    let inverse = 1 / z
    if let (y0, y1) = logarithmic {
      let growth = exp(z.im)
      let j0 = regular[1] * growth, j1 = regular[2].scaled(by: regularExponent[2]) * growth
      outgoing[1] = (j0 + y0.timesI) * growth
      outgoing[2] = (j1 + y1.timesI) * growth
    } else {
      let ratio = Self.ratio(z)
      let j0 = regular[1].scaled(by: regularExponent[1]), j1 = regular[2].scaled(by: regularExponent[2])
      outgoing[1] = Complex(0, 2 / .pi) * inverse / (j1 - j0 * ratio)
      outgoing[2] = outgoing[1] * ratio
    }
    outgoingExponent[1] = 0
    outgoingExponent[2] = 0
    var previous = outgoing[1], current = outgoing[2], exponent = 0
    let ratio = inverse * 2
    for m in 1..<max(top, 2) where m < top {
      (previous, current) = (current, ratio * Double(m) * current - previous)
      if current.size > 0x1p400 {
        current = current.scaled(by: -Self.shift)
        previous = previous.scaled(by: -Self.shift)
        exponent += Self.shift
      }
      outgoing[m + 2] = current
      outgoingExponent[m + 2] = exponent
    }
    outgoing[0] = -outgoing[2]
    outgoingExponent[0] = outgoingExponent[2]
  }

  /// H₁/H₀ by Steed's continued fraction for H₀'/H₀, evaluated by Lentz's method.
  private static func ratio(_ z: Complex) -> Complex {
    // f = −1/(2z) + i + (i/z)·(1/4)/(2(z+i) + (9/4)/(2(z+2i) + …))
    var b = 2 * Complex(z.re, z.im + 1)
    var a = 0.25
    // Lentz's C is infinite after the first step.
    var c = Complex(1e300), d = 1 / b
    var delta = d * a
    var h = delta
    for k in 1..<100_000 {
      a = (Double(k) + 0.5) * (Double(k) + 0.5)
      b = Complex(b.re, b.im + 2)
      d = 1 / (b + a * d)
      c = b + a / c
      delta = c * d
      h = h * delta
      if abs(delta.re - 1) + abs(delta.im) < 1e-16 { break }
    }
    let f = Complex.i - 0.5 / z + Complex.i / z * h
    return -f
  }
}
