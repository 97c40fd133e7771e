import Emission
import Foundation
import Neutrinos

/// Scan, then sit: the first share of the time goes evenly to many trigger energies and locates m₀ to σ₁; the rest is spent at one energy just below a threshold,
/// placed where the scan found it.
///
/// A threshold is sharp, and a line of width Γ that sits on it measures m₀ far better than a scan, if one knows where it is. With an estimate m̂ that is normal
/// about m₀ with σ₁, and 0 where it would be negative, ω = ω_ij(m̂) − δ and the information matrices of scan and seat, the expected final error is
///
///     σ(f) = min over δ of E_m̂ [ 1/√(f X M_scan + (1−f) X M_seat(ω_ij(m̂) − δ))₀₀ ]
///
/// other parameters profiled: the offset δ that is best before one knows how far m̂ is off. Mistaken seats count with what little they tell. The estimate is taken
/// as normal even where the scan leaves it wide.
public struct SequentialStrategy: Sendable {
  /// The scan's settings, all given the same time.
  public let scan: [TriggerSetting]
  /// The second stage, whose trigger energy is chosen.
  public let seat: TriggerSetting
  /// Whose threshold is sat upon.
  public let pair: NeutrinoPair
  public var normalisation: Normalisation

  /// - Precondition: the scan has a setting and the seat's line a width: without one, its information has no bound.
  public init(
    scan: [TriggerSetting], seat: TriggerSetting, pair: NeutrinoPair, normalisation: Normalisation = .known
  ) {
    precondition(!scan.isEmpty && seat.lineWidth > 0, "a scan, and a seat with a line")
    self.scan = scan
    self.seat = seat
    self.pair = pair
    self.normalisation = normalisation
  }

  /// What one share of the scan leads to.
  public struct Outcome: Sendable, Hashable {
    /// f, of the time spent scanning.
    public let share: Double
    /// σ₁ after the scan, eV; `nil` where the scan leaves m₀ open.
    public let scanError: Double?
    /// Expected σ after both stages, eV.
    public let finalError: Double?
    /// δ, eV: how far below the supposed threshold the second stage is placed.
    public let offset: Double
  }

  /// The outcomes of given shares and the best share between the best of them and its neighbours.
  ///
  /// - Parameters:
  ///   - truth: with the m₀ that is to be measured.
  ///   - exposure: X of both stages together.
  ///   - shares: to be tried, ascending, each above 0 and up to 1.
  public func outcomes(
    of truth: Hypothesis, exposure: Double, shares: [Double] = [0.01, 0.03, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1]
  ) -> (tried: [Outcome], best: Outcome) {
    precondition(!shares.isEmpty && shares.allSatisfy { $0 > 0 && $0 <= 1 }, "shares above 0 and up to 1")
    let stages = Stages(self, truth)
    let tried = shares.map { stages.outcome(share: $0, exposure: exposure) }
    func error(_ outcome: Outcome) -> Double { outcome.finalError ?? .infinity }
    guard let index = tried.indices.min(by: { error(tried[$0]) < error(tried[$1]) }), tried.count > 1 else {
      return (tried, tried[0])
    }
    var best = tried[index]
    _ = ScalarMinimum.find(
      from: shares[max(index - 1, 0)], to: shares[min(index + 1, shares.count - 1)],
      start: (best.share, error(best)), tolerance: 1e-3
    ) { share in
      let outcome = stages.outcome(share: share, exposure: exposure)
      if error(outcome) < error(best) { best = outcome }
      return error(outcome)
    }
    return (tried, best)
  }

  /// Both stages for one truth, with the seat's information tabulated about the threshold.
  private struct Stages {
    let strategy: SequentialStrategy
    let mass: Double
    let threshold: Double
    /// dω_ij/dm̂ enters by the thresholds of moved masses themselves.
    let truth: Hypothesis
    let scan: FisherInformation
    let table: SeatTable

    init(_ strategy: SequentialStrategy, _ truth: Hypothesis) {
      self.strategy = strategy
      self.truth = truth
      mass = truth.neutrino.lightest
      threshold = Self.threshold(strategy, truth) ?? strategy.seat.trigger
      let even = 1 / Double(strategy.scan.count)
      let runs = CombinedMeasurement(strategy.scan.map { .init($0, exposure: even) })
      scan = runs.information(on: truth, normalisation: strategy.normalisation)
      table = SeatTable(strategy, truth, threshold: threshold)
    }

    static func threshold(_ strategy: SequentialStrategy, _ hypothesis: Hypothesis) -> Double? {
      let masses = hypothesis.neutrino.masses, seat = strategy.seat
      return seat.phase.threshold(
        levelSpacing: seat.levelSpacing, massSum: masses[strategy.pair.i] + masses[strategy.pair.j],
        cosine: seat.cosine)
    }

    func outcome(share: Double, exposure: Double) -> Outcome {
      let first = scan.scaled(by: share * exposure), rest = (1 - share) * exposure
      guard let sigma = first.sigma else {
        return Outcome(share: share, scanError: nil, finalError: nil, offset: 0)
      }
      guard rest > 0 else { return Outcome(share: share, scanError: sigma, finalError: sigma, offset: 0) }
      // m̂ by equal steps of its distribution's argument, ±4σ₁; a quarter of the seat's line each, where that is not too many.
      let count = Int(min(max(160, 32 * sigma / strategy.seat.lineWidth), 800).rounded(.up))
      var places: [(shift: Double, weight: Double)] = []
      var total = 0.0
      for k in 0..<count {
        let z = -4 + 8 * (Double(k) + 0.5) / Double(count), m = max(mass + z * sigma, 0)
        guard let place = Self.threshold(strategy, truth.with(lightest: m)) else { continue }
        let weight = exp(-z * z / 2)
        places.append((threshold - place, weight))
        total += weight
      }
      func expected(_ offset: Double) -> Double {
        var sum = 0.0
        for place in places {
          let both = first.matrix + rest * table.matrix(place.shift + offset)
          let information = both.complement
          sum += place.weight / information.squareRoot()
        }
        return sum / total
      }
      // Offsets of either sign: some widths of the line, and as far as the estimate may be off.
      let reach = max(strategy.seat.lineWidth, (places.map(\.shift).max() ?? 0) / 4)
      var offsets: [Double] = [0]
      var offset = strategy.seat.lineWidth / 4
      while offset < 2 * reach {
        offsets += [offset, -offset]
        offset *= 1.5
      }
      offsets.sort()
      let errors = offsets.map(expected)
      guard let best = errors.indices.min(by: { errors[$0] < errors[$1] }) else {
        return Outcome(share: share, scanError: sigma, finalError: sigma, offset: 0)
      }
      let refined = ScalarMinimum.find(
        from: offsets[max(best - 1, 0)], to: offsets[min(best + 1, offsets.count - 1)],
        start: (offsets[best], errors[best]), tolerance: 1e-3 * strategy.seat.lineWidth, expected)
      return Outcome(share: share, scanError: sigma, finalError: refined.value, offset: refined.place)
    }
  }

  /// The seat's information matrix over the distance below the threshold, by interpolation between distances that grow by a tenth.
  private struct SeatTable {
    let distances: [Double]
    let matrices: [SymmetricMatrix]

    init(_ strategy: SequentialStrategy, _ truth: Hypothesis, threshold: Double) {
      let seat = strategy.seat, width = seat.lineWidth
      // Densely over the line's width, then wider and wider, down to half the threshold and up to where nothing is emitted.
      var list = (-12...12).map { Double($0) * width / 12 }
      var distance = width
      while distance < threshold / 2 {
        distance *= 1.1
        list += [distance, -distance]
      }
      list = list.filter { threshold - $0 > width && threshold - $0 < seat.levelSpacing }.sorted()
      distances = list
      matrices = list.map { distance in
        seat.at(threshold - distance).information(on: truth, normalisation: strategy.normalisation).data
      }
    }

    func matrix(_ distance: Double) -> SymmetricMatrix {
      guard distance > distances[0] else { return matrices[0] }
      guard distance < distances[distances.count - 1] else { return matrices[matrices.count - 1] }
      var low = 0, high = distances.count - 1
      while high - low > 1 {
        let middle = (low + high) / 2
        if distances[middle] <= distance { low = middle } else { high = middle }
      }
      let t = (distance - distances[low]) / (distances[high] - distances[low])
      return (1 - t) * matrices[low] + t * matrices[high]
    }
  }
}
