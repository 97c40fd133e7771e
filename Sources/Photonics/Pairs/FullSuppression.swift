import Dispatch
import Foundation
import Quantities

extension PairSuppression {
  /// η by channel, with what its computation found.
  public struct Suppression: Sendable, Hashable {
    public let eta: ByChannel
    /// From the differences of the Gauss and the Kronrod rules, inner and outer.
    public let quadratureError: ByChannel
    /// That and a quarter of what resonances that meet contribute: their areas were found up to a fifth off.
    public let error: ByChannel
    /// How much of each channel comes from pairs of two resonances that meet.
    public let coincident: ByChannel
    /// Angular orders counted.
    public let angularOrders: Int
    public let evaluations: Int
  }

  /// The full pair factor for the channels asked for, adaptive to a relative error of their sum.
  ///
  /// Energies ω and E − ω are the same pairs: half the range is integrated, by Gauss–Kronrod panels that end where modes enter or leave the
  /// core's light cones, or where the stretches of β change. Propagating photons are solved for at few energies and interpolated between: see
  /// ``DensitySurface``. Two resonances that meet at one ω make a peak of K far narrower than any panel: they are followed from node to node, and
  /// where they cross their area is added.
  ///
  /// - Parameter isCancelled: asked between panels; once true, the rest is left out, and what is returned is worth nothing.
  public func suppression(
    channels: Set<Channel> = Set(Channel.allCases), relativeError: Double = 1e-3,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Suppression {
    let density = PairDensity(
      self, channels: channels, relativeError: relativeError / 5, isIntegrated: true, isCancelled: isCancelled)
    var outer = OuterIntegral(problem: self, density: density, relativeError: relativeError)
    outer.run()
    let scale = pair.momentum / (Self.hbarC * weightIntegral)
    return Suppression(
      eta: scale * (outer.smooth + outer.coincident), quadratureError: scale * outer.error,
      error: scale * (outer.error + 0.25 * outer.coincident),
      coincident: scale * outer.coincident,
      angularOrders: density.angularOrders, evaluations: outer.evaluations)
  }

  /// S₂ = P K/ħc at photon energies, by channel: where resonances of both photons meet it has peaks of their own width, and where
  /// both are guided without loss, δ functions that are not in it.
  public func pairFactors(
    at energies: [Double], channels: Set<Channel> = Set(Channel.allCases), relativeError: Double = 1e-3
  ) -> [ByChannel] {
    let density = PairDensity(self, channels: channels, relativeError: relativeError, isIntegrated: false)
    return energies.map { omega in
      var value = density.value(omega)
      for (channel, pair) in value.pairs { value.smooth[channel] += pair.integral }
      return (pair.momentum / Self.hbarC) * value.smooth
    }
  }
}

/// ∫ w K dω over (0, E), by channel.
private struct OuterIntegral {
  typealias ByChannel = PairSuppression.ByChannel

  let problem: PairSuppression
  let density: PairDensity
  let relativeError: Double
  /// One for each thread.
  private let workers: Workers
  var evaluations: Int { workers.densities.reduce(0) { $0 + $1.evaluations } }
  var smooth = ByChannel()
  var error = ByChannel()
  var coincident = ByChannel()
  private var panels: [Panel] = []
  /// Where modes enter or leave the light cones: K has steps there.
  private var thresholds: [Double] = []
  /// In the order of their energies.
  private var surfaces: [DensitySurface] = []

  init(problem: PairSuppression, density: PairDensity, relativeError: Double) {
    self.problem = problem
    self.density = density
    self.relativeError = relativeError
    let count = min(GaussKronrod.nodes.count, ProcessInfo.processInfo.activeProcessorCount)
    workers = Workers(densities: [density] + (1..<max(2, count)).map { _ in density.copy() })
  }

  /// Each density is used by one thread at a time.
  private struct Workers: @unchecked Sendable {
    let densities: [PairDensity]

    /// Surfaces over ranges of energies in which the stretches of β are the same.
    func surfaces(_ ranges: [(from: Double, to: Double)], relativeError: Double) -> [DensitySurface] {
      var found: [DensitySurface] = [], open = ranges
      while !open.isEmpty {
        let ranges = open
        let attempts = map(count: ranges.count) { density, k in
          DensitySurface.attempt(density, from: ranges[k].from, to: ranges[k].to, relativeError: relativeError)
        }
        open = []
        for attempt in attempts {
          switch attempt {
          case .surface(let surface): found.append(surface)
          case .split(let parts): open += parts
          }
        }
      }
      return found.sorted { $0.from < $1.from }
    }

    /// One result for each number below the count, the same whatever the number of threads.
    private func map<Result>(count: Int, _ body: (PairDensity, Int) -> Result) -> [Result] {
      withUnsafeTemporaryAllocation(of: Result?.self, capacity: count) { values in
        values.initialize(repeating: nil)
        defer { values.deinitialize() }
        let slots = Shared(value: values)
        withoutActuallyEscaping(body) { body in
          let shared = Shared(value: body)
          DispatchQueue.concurrentPerform(iterations: densities.count) { worker in
            for k in stride(from: worker, to: count, by: densities.count) {
              slots.value[k] = shared.value(densities[worker], k)
            }
          }
        }
        return values.map { $0! }
      }
    }

    /// K at energies.
    func values(_ energies: [Double], on surfaces: [DensitySurface]) -> [PairDensity.Value] {
      map(count: energies.count) { density, k in
        density.value(energies[k], on: surfaces.first { energies[k] <= $0.to })
      }
    }
  }

  /// Used by all threads at once; what is written has one writer.
  private struct Shared<Value>: @unchecked Sendable {
    let value: Value
  }

  private struct Node {
    let omega: Double
    let weight: Double
    let value: PairDensity.Value
  }

  private struct Panel {
    let from: Double
    let to: Double
    let nodes: [Node]
    let integral: ByChannel
    let error: ByChannel
  }

  mutating func run() {
    let middle = problem.pair.energy / 2
    let low = density.lowestEnergy(share: 0.05 * relativeError)
    let changes = density.changes(from: low, to: middle)
    let borders = [low] + changes + [middle]
    surfaces = workers.surfaces(zip(borders, borders.dropFirst()).map { ($0, $1) }, relativeError: relativeError)
    if density.isCancelled() { return }
    var ends = [low]
    // What lies closer together than this share of the range is one.
    let found = density.thresholds()
    thresholds = found.map(\.energy)
    // Those of higher orders are many and most of them weak: unless much is asked for, they cut where the errors are.
    let strong = found.filter { $0.order < 6 || relativeError < 5e-4 }.map(\.energy)
    for threshold in (strong + changes).sorted() + [middle]
    where threshold > ends[ends.count - 1] + 0.004 * middle && threshold <= middle { ends.append(threshold) }
    if ends[ends.count - 1] < middle { ends[ends.count - 1] = middle }
    for (a, b) in zip(ends, ends.dropFirst()) where b - a > 1e-9 * middle && !density.isCancelled() {
      panels.append(panel(a, b))
    }
    // The worst panel is halved until the errors fit, or it takes too long.
    for _ in 0..<(density.channels == [.pp] ? 240 : 60) {
      let total = panels.reduce(ByChannel()) { $0 + $1.integral }.total
      let errors = panels.map(\.error.total)
      guard errors.reduce(0, +) > relativeError * total, !density.isCancelled(),
        let worst = errors.indices.max(by: { errors[$0] < errors[$1] })
      else { break }
      let old = panels.remove(at: worst)
      let cut = cut(old)
      panels.append(panel(old.from, cut))
      panels.append(panel(cut, old.to))
    }
    if density.isCancelled() { return }
    panels.sort { $0.from < $1.from }
    for panel in panels {
      smooth = smooth + mirrored(panel.integral)
      error = error + mirrored(panel.error)
    }
    addPairs()
  }

  /// The half range and its mirror image, which exchanges the photons.
  private func mirrored(_ half: ByChannel) -> ByChannel {
    var whole = ByChannel()
    whole[.pp] = 2 * half[.pp]
    whole[.ee] = 2 * half[.ee]
    whole[.ep] = half[.ep] + half[.pe]
    whole[.pe] = whole[.ep]
    return whole
  }

  private func hasThreshold(_ a: Double, _ b: Double) -> Bool { thresholds.contains { $0 > a && $0 < b } }

  /// Where to halve a panel: at the threshold next to its middle, or there.
  private func cut(_ panel: Panel) -> Double {
    let middle = (panel.from + panel.to) / 2, reach = 0.4 * (panel.to - panel.from)
    let nearest = thresholds.min { abs($0 - middle) < abs($1 - middle) }
    return nearest.flatMap { abs($0 - middle) < reach ? $0 : nil } ?? middle
  }

  private func panel(_ a: Double, _ b: Double) -> Panel {
    var integral = ByChannel(), coarse = ByChannel(), inner = ByChannel()
    var nodes: [Node] = []
    let values = workers.values(GaussKronrod.nodes.map { (a + b) / 2 + (b - a) / 2 * $0 }, on: surfaces)
    for (k, value) in values.enumerated() {
      let omega = (a + b) / 2 + (b - a) / 2 * GaussKronrod.nodes[k]
      let scale = problem.weight(omega) * (b - a) / 2
      nodes.append(Node(omega: omega, weight: GaussKronrod.kronrod[k] * scale, value: value))
      integral = integral + (GaussKronrod.kronrod[k] * scale) * value.smooth
      coarse = coarse + (GaussKronrod.gauss[k] * scale) * value.smooth
      inner = inner + (GaussKronrod.kronrod[k] * scale) * value.error
    }
    // The fine rule has about twice the coarse one's digits, unless there is a step.
    let difference = integral.distance(to: coarse), least = hasThreshold(a, b) ? 0.3 : 0
    let share = integral.total > 0 ? min(1, max(least, 100 * difference.total / integral.total)) : 1
    return Panel(from: a, to: b, nodes: nodes, integral: integral, error: share * difference + inner)
  }

  // MARK: Coincidences

  /// A pair of poles followed through the nodes.
  private struct Track {
    let channel: PairSuppression.Channel
    var last: (omega: Double, pair: DensityPanel.PolePair)
    /// ∫ w × the pair's own integral over the nodes so far, its crossings left out.
    var explicit: Double
    var crossings: [(omega: Double, pair: DensityPanel.PolePair, slope: Double)] = []
  }

  private mutating func addPairs() {
    var open: [Track] = [], closed: [Track] = []
    for node in panels.flatMap(\.nodes) {
      var rest = open
      open = []
      for (channel, pair) in node.value.pairs {
        let contribution = node.weight * pair.integral
        let match = rest.indices.filter {
          rest[$0].channel == channel && rest[$0].last.pair.first.order == pair.first.order
            && rest[$0].last.pair.second.order == pair.second.order
        }.min {
          density.separation(rest[$0].last, (node.omega, pair)) < density.separation(rest[$1].last, (node.omega, pair))
        }
        guard let match, density.separation(rest[match].last, (node.omega, pair)) < 0.35 else {
          open.append(Track(channel: channel, last: (node.omega, pair), explicit: contribution))
          continue
        }
        var track = rest.remove(at: match)
        if track.last.pair.distance * pair.distance <= 0,
          let crossing = density.crossing(track.last, (node.omega, pair))
        {
          track.crossings.append(crossing)
        }
        track.last = (node.omega, pair)
        track.explicit += contribution
        open.append(track)
      }
      closed += rest
    }
    for track in closed + open {
      var sum = track.explicit
      if !track.crossings.isEmpty {
        // Wide enough for the nodes to see the peaks, or a set of areas.
        let widest = track.crossings.map { $0.pair.width / abs($0.slope) }.max() ?? 0
        if widest < 0.02 * problem.pair.energy {
          sum = track.crossings.reduce(0) { sum, crossing in
            sum + problem.weight(crossing.omega) * crossing.pair.weight * .pi * .pi / abs(crossing.slope)
          }
        }
      }
      var half = ByChannel()
      half[track.channel] = sum
      coincident = coincident + mirrored(half)
    }
  }
}
