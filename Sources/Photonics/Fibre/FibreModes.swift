import Foundation
import Quantities

/// A mode of a fibre at one photon energy: a pole of every response, a zero of the dispersion function.
public struct FibreMode: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case te = "TE"
    case tm = "TM"
    case hybrid
  }

  /// m.
  public let order: Int
  public let kind: Kind
  /// β/k₀; Im > 0 is loss along the fibre.
  public let effectiveIndex: Complex

  /// Loss of power along the fibre, dB/m.
  public func loss(k0: Double) -> Double { 20 / log(10.0) * effectiveIndex.im * k0 * 1e6 }
}

/// Finds all modes of one azimuthal order in a rectangle of the complex plane of β/k₀.
///
/// The dispersion function has no poles, so that its phase winds around the rectangle's edge once for each zero inside (the argument
/// principle). Rectangles are cut until each holds one zero, which the secant method then finds; the count at the start is the proof that
/// none is missed and none invented. The surround's branch point β = n_out k₀ must lie outside.
public struct FibreModeFinder {
  private var solver: GeneralFibreSolver
  private let fibre: FibreSlice
  private let k0: Double
  public private(set) var evaluations = 0

  public init(_ fibre: FibreSlice, order: Int, k0: Double) {
    precondition(k0 > 0, "a photon has an energy")
    self.fibre = fibre
    self.k0 = k0
    solver = GeneralFibreSolver(order: abs(order))
  }

  public struct Search: Sendable, Hashable {
    /// By falling Re β.
    public let modes: [FibreMode]
    /// Zeros counted on the edge of the rectangle: as many as there are modes, unless two are too close to tell apart.
    public let count: Int
  }

  /// - Parameters:
  ///   - range: Re β/k₀; it must not contain the surround's index.
  ///   - largestLoss: the largest Im β/k₀.
  public mutating func modes(in range: ClosedRange<Double>, largestLoss: Double) -> Search {
    // Below the real axis there are none: the edge there only keeps guided modes inside.
    let margin = min(1e-3, 0.1 * largestLoss)
    let box = Box(low: Complex(range.lowerBound, -margin), high: Complex(range.upperBound, largestLoss))
    let count = winding(box)
    var found: [Complex] = []
    split(box, count, &found)
    let modes = found.sorted { $0.re > $1.re }.map { zero in
      FibreMode(order: solver.order, kind: kind(zero), effectiveIndex: Complex(zero.re, max(0, zero.im)))
    }
    return Search(modes: modes, count: count)
  }

  /// The mode next to a guess, by the secant method alone; `nil` where it does not converge.
  public mutating func mode(near guess: Complex, step: Double = 1e-6) -> FibreMode? {
    secant(from: guess, step: step).map {
      FibreMode(order: solver.order, kind: kind($0), effectiveIndex: $0)
    }
  }

  // MARK: Counting

  private struct Box {
    let low: Complex
    let high: Complex

    var size: Double { max(high.re - low.re, high.im - low.im) }
    func contains(_ z: Complex) -> Bool { z.re >= low.re && z.re <= high.re && z.im >= low.im && z.im <= high.im }
  }

  private mutating func value(_ index: Complex) -> (mantissa: Complex, logarithm: Double) {
    evaluations += 1
    return solver.dispersion(fibre, k0: Complex(k0), beta: k0 * index)
  }

  /// Zeros in a box: the turns of the phase around its edge, walked with ever shorter pieces until two walks agree. A piece along which the
  /// phase makes a whole turn would hide a zero.
  private mutating func winding(_ box: Box) -> Int {
    var pieces = 32
    var last = winding(box, pieces: pieces)
    while pieces < 2048 {
      pieces *= 2
      let next = winding(box, pieces: pieces)
      if next == last { break }
      last = next
    }
    return last
  }

  private mutating func winding(_ box: Box, pieces: Int) -> Int {
    let corners = [box.low, Complex(box.high.re, box.low.im), box.high, Complex(box.low.re, box.high.im), box.low]
    var turn = 0.0
    for (a, b) in zip(corners, corners.dropFirst()) {
      var previous = (at: a, f: value(a).mantissa)
      for k in 1...pieces {
        let z = k == pieces ? b : a + (Double(k) / Double(pieces)) * (b - a)
        let next = (at: z, f: value(z).mantissa)
        turn += phaseChange(previous, next, depth: 0)
        previous = next
      }
    }
    return Int((turn / (2 * .pi)).rounded())
  }

  /// The change of phase along a straight piece, halved until both halves agree with it.
  private mutating func phaseChange(_ a: (at: Complex, f: Complex), _ b: (at: Complex, f: Complex), depth: Int)
    -> Double
  {
    let direct = (b.f * a.f.conjugate).phase
    guard depth < 44, abs(direct) > 0.2 || depth == 0 else { return direct }
    let middle = 0.5 * (a.at + b.at)
    let centre = (at: middle, f: value(middle).mantissa)
    let first = (centre.f * a.f.conjugate).phase, second = (b.f * centre.f.conjugate).phase
    if abs(first) < 0.6, abs(second) < 0.6, abs(first + second - direct) < 1e-6 { return direct }
    return phaseChange(a, centre, depth: depth + 1) + phaseChange(centre, b, depth: depth + 1)
  }

  private mutating func split(_ box: Box, _ count: Int, _ found: inout [Complex]) {
    guard count > 0 else { return }
    if count == 1 {
      let centre = 0.5 * (box.low + box.high)
      if let zero = secant(from: centre, step: 0.1 * box.size), box.contains(zero) {
        found.append(zero)
        return
      }
    }
    guard box.size > 1e-13 else {
      // As many as the edge says, at one place as far as can be told.
      found += Array(repeating: 0.5 * (box.low + box.high), count: count)
      return
    }
    // Not through the middle, where symmetric problems like to have zeros.
    let cut = 0.4837
    let low: Box, high: Box
    if box.high.re - box.low.re > box.high.im - box.low.im {
      let re = box.low.re + cut * (box.high.re - box.low.re)
      low = Box(low: box.low, high: Complex(re, box.high.im))
      high = Box(low: Complex(re, box.low.im), high: box.high)
    } else {
      let im = box.low.im + cut * (box.high.im - box.low.im)
      low = Box(low: box.low, high: Complex(box.high.re, im))
      high = Box(low: Complex(box.low.re, im), high: box.high)
    }
    let below = winding(low)
    split(low, below, &found)
    split(high, count - below, &found)
  }

  // MARK: Polishing

  private mutating func secant(from start: Complex, step: Double) -> Complex? {
    var a = start, b = start + Complex(step, 0.3 * step)
    var fa = value(a), fb = value(b)
    for _ in 0..<60 {
      let scaled = exp(min(500, max(-500, fb.logarithm - fa.logarithm))) * fb.mantissa
      let difference = scaled - fa.mantissa
      guard difference.size > 0 else { return b }
      let next = b - scaled / difference * (b - a)
      guard next.isFinite else { return nil }
      (a, fa) = (b, fb)
      let move = (next - b).magnitude
      b = next
      // The branch point is no place to polish at, and far away is another mode.
      guard b.re > 0, (b - start).magnitude < 10 else { return nil }
      fb = value(b)
      if move < 4e-16 * b.magnitude || fb.mantissa.size == 0 { return b }
    }
    return (b - a).magnitude < 1e-12 * b.magnitude ? b : nil
  }

  private mutating func kind(_ index: Complex) -> FibreMode.Kind {
    guard solver.order == 0 else { return .hybrid }
    let (tm, te) = solver.decoupled(fibre, k0: Complex(k0), beta: k0 * index)
    return tm.magnitude < te.magnitude ? .tm : .te
  }
}

extension BraggFibre {
  /// dβ/dk₀ of a mode, dispersion of the media included: the index of its group velocity. `nil` where the mode cannot be followed.
  public func groupIndex(of mode: FibreMode, energy: Double) -> Double? {
    let step = 1e-5 * energy
    let sides = [-step, step].map { change -> Complex? in
      let k0 = (energy + change) / PairSuppression.hbarC
      var finder = FibreModeFinder(slice(at: .init(electronVolts: energy + change)), order: mode.order, k0: k0)
      return finder.mode(near: mode.effectiveIndex).map { k0 * $0.effectiveIndex }
    }
    guard let below = sides[0], let above = sides[1] else { return nil }
    return (above - below).re * PairSuppression.hbarC / (2 * step)
  }
}
