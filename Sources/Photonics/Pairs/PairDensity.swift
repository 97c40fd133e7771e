import Foundation
import Quantities

/// K(ω) of a pair at one photon energy, with the poles that make its narrow features.
///
/// One object serves one thread.
final class PairDensity {
  typealias Channel = PairSuppression.Channel

  /// K of each channel, µm, but for the coincidences of two resonances, which are apart.
  struct Value {
    var smooth = PairSuppression.ByChannel()
    var error = PairSuppression.ByChannel()
    /// Products of two poles: they contribute `weight` π Γ/(d²+Γ²) each, a δ function where both are guided.
    var pairs: [(channel: Channel, pair: DensityPanel.PolePair)] = []
  }

  let problem: PairSuppression
  let channels: Set<Channel>
  let relativeError: Double
  /// What w K is about where it matters: in ∫ w K no error is worth less than this one's. 0 where each K is to be good for itself.
  let scale: Double
  private let first: FibreSolver
  private let second: FibreSolver
  let panels: DensityPanel
  let overlap: PairOverlap
  let row: ResponseCell.Row
  /// For single resonances.
  private let located: OrderSamples
  let angularOrders: Int
  /// Once true, what is computed is cut short, and worth nothing.
  let isCancelled: @Sendable () -> Bool
  var evaluations: Int { panels.evaluations }

  /// With the angular orders that contribute.
  ///
  /// - Parameter isIntegrated: K is for ∫ w K, where its error counts by what it adds to that.
  convenience init(
    _ problem: PairSuppression, channels: Set<Channel>, relativeError: Double, isIntegrated: Bool,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    let (orders, scale) = Self.survey(problem, channels, relativeError)
    self.init(
      problem, channels: channels, angularOrders: orders, scale: isIntegrated ? scale : 0,
      relativeError: relativeError, isCancelled: isCancelled)
  }

  /// Another one of the same, for another thread.
  func copy() -> PairDensity {
    PairDensity(
      problem, channels: channels, angularOrders: angularOrders, scale: scale, relativeError: relativeError,
      isCancelled: isCancelled)
  }

  private init(
    _ problem: PairSuppression, channels: Set<Channel>, angularOrders orders: Int, scale: Double, relativeError: Double,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.isCancelled = isCancelled
    self.problem = problem
    self.channels = channels
    self.scale = scale
    self.relativeError = relativeError
    angularOrders = orders
    first = FibreSolver(maximumOrder: orders + 1)
    second = FibreSolver(maximumOrder: orders + 1)
    panels = DensityPanel(angularOrders: orders, first: first, second: second)
    overlap = PairOverlap(problem.profile, maximumOrder: orders)
    row = ResponseCell.Row(angularOrders: orders)
    located = OrderSamples(orders: orders + 2)
  }

  /// Beyond this the sum is cut, which only cores wide against the wavelength notice.
  static let mostAngularOrders = 40

  /// High orders of the core's light are small in it, but reach the wall where layers carry them away: they count until the layers are below
  /// their own cut-off, not until J_n is small. Found from the plain sums at a few energies.
  private static func survey(_ problem: PairSuppression, _ channels: Set<Channel>, _ relativeError: Double)
    -> (orders: Int, scale: Double)
  {
    let reach = problem.pair.energy / PairSuppression.hbarC * problem.coreRadius
    let trial = PairDensity(
      problem, channels: channels, angularOrders: min(mostAngularOrders, Int(1.3 * reach) + 8),
      scale: 0, relativeError: relativeError)
    // Plain sums do not see guided modes, of which those of high orders reach out of the core furthest.
    let share = (channels == [.pp] ? 0.5 : 0.02) * relativeError
    var needed = 3, scale = 0.0
    for fraction in [0.52, 0.65, 0.8, 0.93] {
      let profile = trial.orderProfile(fraction * problem.pair.energy)
      let total = profile.reduce(0, +)
      scale += problem.weight(fraction * problem.pair.energy) * total / 4
      var tail = 0.0
      for n in profile.indices.reversed() {
        tail += profile[n]
        if tail > share * total {
          needed = max(needed, n + 2)
          break
        }
      }
    }
    return (min(needed, trial.angularOrders), scale)
  }

  /// Which cuts a stretch of β lies between, as indices of ``cuts(_:)``.
  struct StretchKey: Hashable {
    let lower: Int
    let upper: Int
    let channel: Channel
  }

  /// A stretch of β between light lines at one photon energy.
  struct Stretch {
    let key: StretchKey
    let from: Double
    let to: Double
    let line: DensityPanel.Line
    /// Half waves across both photons' layers that come and go along it.
    let waves: Double

    /// Panels to begin with.
    var panels: Int { max(1, Int(waves / 4)) }

    func part(_ t: Double) -> Double { from + t * (to - from) }
  }

  /// Both photons at one energy.
  struct Setting {
    let k2, k3, total, n2, n3, radius2, scale: Double
    let fibre2, fibre3: FibreSlice

    init(_ problem: PairSuppression, _ omega: Double, area: Double) {
      let hbarC = PairSuppression.hbarC
      k2 = omega / hbarC
      k3 = (problem.pair.energy - omega) / hbarC
      total = problem.pair.momentum / hbarC
      fibre2 = problem.fibre(omega)
      fibre3 = problem.fibre(problem.pair.energy - omega)
      n2 = fibre2.core * k2
      n3 = fibre3.core * k3
      radius2 = fibre2.coreRadius * fibre2.coreRadius
      scale = 2 * .pi * radius2 / area
    }
  }

  /// Where stretches of β end: the reach of either photon, the light lines, and β = 0 and β₃ = 0, where a photon's resonances change sides.
  static func cuts(_ setting: Setting) -> [Double] {
    let total = setting.total
    let reach2 = largestIndex(setting.fibre2) * setting.k2, reach3 = largestIndex(setting.fibre3) * setting.k3
    let out2 = radiationLimit(setting.fibre2) * setting.k2, out3 = radiationLimit(setting.fibre3) * setting.k3
    return [
      -reach2, reach2, total - reach3, total + reach3, setting.n2, -setting.n2, out2, -out2, total - setting.n3,
      total + setting.n3, total - out3, total + out3, 0, total,
    ]
  }

  /// The stretches of β that belong to the channels, from the lowest on.
  func keys(_ setting: Setting, _ cuts: [Double]) -> [StretchKey] {
    let lowest = cuts[0] > cuts[2] ? 0 : 2, highest = cuts[1] < cuts[3] ? 1 : 3
    let low = cuts[lowest], high = cuts[highest]
    guard high > low else { return [] }
    let inner = (4..<cuts.count).filter { cuts[$0] > low && cuts[$0] < high }
      .sorted { (cuts[$0], $0) < (cuts[$1], $1) }
    let ends = [lowest] + inner + [highest]
    return zip(ends, ends.dropFirst()).compactMap { lower, upper in
      let a = cuts[lower], b = cuts[upper]
      guard b - a > 1e-12 * (abs(a) + abs(b)) else { return nil }
      let middle = (a + b) / 2
      let channel = Channel(
        firstEvanescent: abs(middle) > setting.n2, secondEvanescent: abs(setting.total - middle) > setting.n3)
      return channels.contains(channel) ? StretchKey(lower: lower, upper: upper, channel: channel) : nil
    }
  }

  func stretches(_ setting: Setting) -> [Stretch] {
    let cuts = Self.cuts(setting), total = setting.total
    let out2 = cuts[6], out3 = total - cuts[10]
    return keys(setting, cuts).map { key in
      let a = cuts[key.lower], b = cuts[key.upper], middle = (a + b) / 2
      let waves =
        Self.halfWaves(setting.fibre2, k0: setting.k2, from: a, to: b)
        + Self.halfWaves(setting.fibre3, k0: setting.k3, from: total - b, to: total - a)
      return Stretch(
        key: key, from: a, to: b,
        line: line(
          setting, at: middle, isGuided: (abs(middle) > out2, abs(total - middle) > out3),
          narrow: Self.narrow(key.channel) * (b - a)
        ),
        waves: waves)
    }
  }

  /// Resonances narrower than this part of a stretch are paired apart: areas in place of peaks are good to a few times it.
  private static func narrow(_ channel: Channel) -> Double { channel == .pp ? 4e-4 : 2e-3 }

  private func line(_ setting: Setting, at place: Double, isGuided: (first: Bool, second: Bool), narrow: Double)
    -> DensityPanel.Line
  {
    let n2 = setting.n2, n3 = setting.n3, total = setting.total, radius2 = setting.radius2
    return DensityPanel.Line(
      solveFirst: { [first] beta, isGeneral in
        first.solve(setting.fibre2, k0: setting.k2, beta: beta, isGeneral: isGeneral)
        return first.isFast
      },
      solveSecond: { [second] beta, isGeneral in
        second.solve(setting.fibre3, k0: setting.k3, beta: total - beta, isGeneral: isGeneral)
        return second.isFast
      },
      factors: { [overlap, angularOrders] beta, out in
        let other = total - beta
        overlap.compute((n2 - beta) * (n2 + beta) * radius2, (n3 - other) * (n3 + other) * radius2)
        for n in 0...angularOrders {
          out[n] = (n == 0 ? 1 : 2) * setting.scale * overlap.values[n] * overlap.values[n]
        }
      },
      // A mode's β has the imaginary part that makes it decay the way it goes.
      isMirrored: (place > 0, total - place < 0), isGuided: isGuided, narrow: narrow)
  }

  /// Half waves across the layers that come and go between two β of the same sign.
  static func halfWaves(_ fibre: FibreSlice, k0: Double, from a: Double, to b: Double) -> Double {
    zip(fibre.layers, zip(fibre.radii, fibre.radii.dropFirst())).reduce(0) { sum, layer in
      func transverse(_ beta: Double) -> Double { max(0, layer.0.re * k0 * k0 - beta * beta).squareRoot() }
      return sum + abs(transverse(a) - transverse(b)) * (layer.1.1 - layer.1.0) / .pi
    }
  }

  private struct Piece {
    let stretch: Int
    /// Of the surface, if there is one.
    let cell: ResponseCell?
    /// As parts of the stretch.
    let from: Double
    let to: Double
    let result: DensityPanel.Result
    let isResolved: Bool
  }

  /// K at one energy, from the fibre itself or from the polynomials of a surface that reaches there.
  func value(_ omega: Double, on surface: DensitySurface? = nil) -> Value {
    let stretches = stretches(Setting(problem, omega, area: overlap.area))
    let place = surface?.place(omega) ?? 0
    func piece(_ index: Int, _ cell: ResponseCell?, _ a: Double, _ b: Double) -> Piece {
      let stretch = stretches[index]
      // Parts of polynomials that do not follow what is there would be no better than the whole.
      let isInCell = cell.map { (a == $0.from && b == $0.to) || $0.lastAxial < 3 * relativeError } ?? false
      let found =
        if let cell, isInCell {
          integral(of: cell, at: place, on: stretch, from: a, to: b)
        } else {
          panels.integral(stretch.line, from: stretch.part(a), to: stretch.part(b))
        }
      return Piece(
        stretch: index, cell: cell, from: a, to: b, result: found.result, isResolved: found.isResolved || b - a < 1e-6)
    }
    var pieces: [Piece] = []
    for (index, stretch) in stretches.enumerated() {
      if let cells = surface?.cells[stretch.key] {
        pieces += cells.map { piece(index, $0, $0.from, $0.to) }
      } else {
        let step = 1 / Double(stretch.panels)
        pieces += (0..<stretch.panels).map { piece(index, nil, step * Double($0), step * Double($0 + 1)) }
      }
    }
    let least = least(omega)
    for _ in 0..<200 where !isCancelled() {
      let total = pieces.reduce(0) { $0 + $1.result.value }, error = pieces.reduce(0) { $0 + $1.result.error }
      // What the nodes do not resolve first, then what errs most.
      let worst =
        pieces.firstIndex { !$0.isResolved }
        ?? (error > relativeError * max(abs(total), least)
          ? pieces.indices.max { pieces[$0].result.error < pieces[$1].result.error } : nil)
      guard let worst else { break }
      let old = pieces.remove(at: worst), cut = old.from + 0.48 * (old.to - old.from)
      pieces.insert(
        contentsOf: [piece(old.stretch, old.cell, old.from, cut), piece(old.stretch, old.cell, cut, old.to)], at: worst)
    }
    var value = Value()
    for piece in pieces {
      let channel = stretches[piece.stretch].key.channel
      value.smooth[channel] += piece.result.value
      value.error[channel] += piece.result.error
      for pair in piece.result.pairs { value.pairs.append((channel, pair)) }
    }
    return value
  }

  /// What a part of a cell gives at a place in its energies.
  func integral(of cell: ResponseCell, at place: Double, on stretch: Stretch, from a: Double, to b: Double)
    -> DensityPanel.Found
  {
    cell.interpolate(place, row)
    cell.fill(panels.photons, panels.weights.baseAddress!, from: a, to: b, row)
    return panels.integral(ofSamples: stretch.line, from: stretch.part(a), to: stretch.part(b), upTo: cell.lastOrder)
  }

  /// No error of K is worth less than this one's: half of what adds up to ∫ w K.
  func least(_ omega: Double) -> Double { scale > 0 ? 0.5 * scale / problem.weight(omega) : 0 }

  /// What each angular order contributes to K on a coarse grid, where both photons radiate.
  func orderProfile(_ omega: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: angularOrders + 1)
    for stretch in stretches(Setting(problem, omega, area: overlap.area))
    where !stretch.line.isGuided.first && !stretch.line.isGuided.second {
      let part = panels.profile(
        stretch.line, from: stretch.from, to: stretch.to, rule: channels == [.pp] ? .coarse : .fine)
      for n in sums.indices { sums[n] += part[n] }
    }
    return sums
  }

  // MARK: Features in ω

  /// Energies below E/2 at which a mode of either photon enters or leaves the region where both propagate: on its own light line, or on the other
  /// photon's.
  func thresholds() -> [(energy: Double, order: Int)] {
    let pair = problem.pair, hbarC = PairSuppression.hbarC
    var found = [(energy: pair.defect / 2, order: 0)]
    guard channels.contains(.pp) else { return found }
    // Photon 2 of any energy, just inside its own light line or where photon 3 is on its; energies above E/2 are photon 3's thresholds mirrored. Wider
    // resonances make no steps that the panels could not follow.
    for defect in [pair.defect, 1e-6 * pair.defect] {
      let poles = located.poles(
        from: max(pair.defect / 2, 1e-3 * pair.energy), to: pair.energy, solver: first, isMirrored: false,
        isGuided: false,
        narrowerThan: 0.003 * pair.energy, panels: 8
      ) { omega, isGeneral in
        first.solve(problem.fibre(omega), k0: omega / hbarC, beta: (omega - defect) / hbarC, isGeneral: isGeneral)
        return first.isFast
      }
      for pole in poles { found.append((min(pole.center, pair.energy - pole.center), pole.order)) }
    }
    return found.sorted { $0.energy < $1.energy }
  }

  typealias PlacedPair = (omega: Double, pair: DensityPanel.PolePair)

  /// How far two pairs are apart as modes: the change of their q R, which hardly moves with ω.
  func separation(_ a: PlacedPair, _ b: PlacedPair) -> Double {
    func transverse(_ placed: PlacedPair) -> (Double, Double) {
      let setting = Setting(problem, placed.omega, area: overlap.area)
      let beta = placed.pair.first.center, other = setting.total - placed.pair.second.center
      let x = (setting.n2 - beta) * (setting.n2 + beta) * setting.radius2
      let y = (setting.n3 - other) * (setting.n3 + other) * setting.radius2
      return (x.signedRoot, y.signedRoot)
    }
    let p = transverse(a), q = transverse(b)
    return max(abs(p.0 - q.0), abs(p.1 - q.1))
  }

  /// Where two poles meet between two energies at which they are on different sides of each other: the energy, the pair there, and d′(ω).
  func crossing(_ a: PlacedPair, _ b: PlacedPair) -> (omega: Double, pair: DensityPanel.PolePair, slope: Double)? {
    var low = a, high = b
    var slope = (b.pair.distance - a.pair.distance) / (b.omega - a.omega)
    guard slope != 0 else { return nil }
    var best = abs(a.pair.distance) < abs(b.pair.distance) ? a : b
    for _ in 0..<12 {
      let span = high.omega - low.omega
      let fraction = min(0.95, max(0.05, low.pair.distance / (low.pair.distance - high.pair.distance)))
      let omega = low.omega + fraction * span
      guard let pair = located(between: low, high, at: omega) else { break }
      let here = (omega: omega, pair: pair)
      if abs(pair.distance) < abs(best.pair.distance) { best = here }
      let previous = pair.distance * low.pair.distance > 0 ? low : high
      slope = (pair.distance - previous.pair.distance) / (omega - previous.omega)
      if pair.distance * low.pair.distance > 0 { low = here } else { high = here }
      if abs(pair.distance) < 1e-3 * pair.width || abs(pair.distance / slope) < 1e-7 * problem.pair.energy { break }
    }
    return (best.omega, best.pair, slope)
  }

  /// The same pair of modes at an energy in between, looked for around its interpolated place.
  private func located(between a: PlacedPair, _ b: PlacedPair, at omega: Double) -> DensityPanel.PolePair? {
    let setting = Setting(problem, omega, area: overlap.area)
    let t = (omega - a.omega) / (b.omega - a.omega)
    func find(_ isFirst: Bool, _ p: OrderPole, _ q: OrderPole) -> OrderPole? {
      let guess = p.center + t * (q.center - p.center)
      let reach =
        0.05 * abs(q.center - p.center) * min(1, 4 * t * (1 - t)) + 20 * max(p.width, q.width) + 1e-9 * abs(guess)
      let line = line(setting, at: guess, isGuided: (false, false), narrow: 0)
      for widening in [1.0, 10, 100] {
        let poles = located.poles(
          from: guess - widening * reach, to: guess + widening * reach, solver: isFirst ? first : second,
          isMirrored: isFirst ? line.isMirrored.first : line.isMirrored.second, isGuided: p.width == 0,
          narrowerThan: .infinity, solve: isFirst ? line.solveFirst : line.solveSecond
        ).filter { $0.order == p.order }
        if let nearest = poles.min(by: { abs($0.center - guess) < abs($1.center - guess) }) { return nearest }
      }
      return nil
    }
    guard let p = find(true, a.pair.first, b.pair.first), let q = find(false, a.pair.second, b.pair.second) else {
      return nil
    }
    return panels.pair(p, q, on: line(setting, at: p.center, isGuided: (false, false), narrow: 0))
  }

  private static func largestIndex(_ fibre: FibreSlice) -> Double {
    (fibre.layers + [fibre.surround]).reduce(fibre.core) { max($0, $1.squareRoot.re) }
  }

  /// Above this β/k₀ a transparent fibre has guided modes alone; an absorbing one emits everywhere.
  private static func radiationLimit(_ fibre: FibreSlice) -> Double {
    fibre.isTransparent ? fibre.surround.squareRoot.re : .infinity
  }
}

extension Double {
  /// √|x| with the sign of x.
  fileprivate var signedRoot: Double { self < 0 ? -(-self).squareRoot() : squareRoot() }
}
