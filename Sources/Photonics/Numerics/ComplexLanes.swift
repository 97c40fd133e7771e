/// Four complex numbers.
struct ComplexLanes {
  var re: Lanes
  var im: Lanes

  @inline(__always)
  init(_ re: Lanes, _ im: Lanes = Lanes()) {
    self.re = re
    self.im = im
  }

  @inline(__always)
  subscript(lane: Int) -> Complex {
    get { Complex(re[lane], im[lane]) }
    set { (re[lane], im[lane]) = (newValue.re, newValue.im) }
  }

  @inline(__always) var squaredMagnitude: Lanes { re * re + im * im }
  @inline(__always) var reciprocal: ComplexLanes {
    let inverse = 1 / squaredMagnitude
    return ComplexLanes(re * inverse, -im * inverse)
  }

  @inline(__always) static prefix func - (a: Self) -> Self { Self(-a.re, -a.im) }
  @inline(__always) static func + (a: Self, b: Self) -> Self { Self(a.re + b.re, a.im + b.im) }
  @inline(__always) static func - (a: Self, b: Self) -> Self { Self(a.re - b.re, a.im - b.im) }
  @inline(__always) static func * (a: Self, b: Self) -> Self {
    Self(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }
  @inline(__always) static func * (a: Lanes, b: Self) -> Self { Self(a * b.re, a * b.im) }
  @inline(__always) static func + (a: Lanes, b: Self) -> Self { Self(a + b.re, b.im) }
  @inline(__always) static func - (a: Lanes, b: Self) -> Self { Self(a - b.re, -b.im) }
  @inline(__always) static func += (a: inout Self, b: Self) { a = a + b }
}
