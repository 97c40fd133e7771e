import Documents
import Emission
import Quantities
import Targets

/// That no extra photon can take the pair's place at any angle, for every value of the level energies within their uncertainties.
///
/// M² is linear in sin²(θ/2), so the smaller of its ends bounds it over all angles, and each end is a product of two factors linear in the
/// level energies:
///
///     M²(0) = (1−r)ε · [(1+r)ε − 2(ω−ω₀)],   M²(π) = [(1−r)ε − 2ω] · [(1+r)ε + 2ω₀]
///
/// The factors are evaluated with each level appearing once, in interval arithmetic rounded outwards: the bounds hold for all values within
/// the intervals, not for a sample of them. A resonant trigger and line move with the levels; r and energies given in eV do not.
public struct Certificate: Sendable {
  /// The smaller of M²(0) and M²(π), eV².
  public let margin: Interval
  /// |r − r_McQ2|.
  public let mcq2Distance: Interval
  public let imprint: Double
  /// The levels with ± one standard deviation, cm⁻¹; `nil` where the database states none, and the level counts as exact.
  public let levels: [LevelError]
  /// Spacings that the study gives in eV, which count as exact.
  public let overridden: [Study.Override]

  public struct LevelError: Sendable, Hashable {
    public let id: String
    public let energyPerCentimetre: Double
    public let uncertainty: Double?
  }

  public init(_ evaluation: Evaluation) {
    let study = evaluation.study, path = study.path, overrides = study.overrides
    var used: [Level] = []
    /// cm⁻¹ to eV is exact but for the rounding of the constant.
    let factor = study.conventions.units.electronVoltsPerWavenumber
    let unit = Interval(factor.nextDown.nextDown, factor.nextUp.nextUp)
    func spacing(_ keys: [Study.Override], _ upper: Level, _ lower: Level) -> LinearForm {
      for key in keys { if let value = overrides[key] { return LinearForm(constant: Interval(value)) } }
      used += [upper, lower].filter { level in !used.contains { $0.id == level.id } }
      return LinearForm(levels: [upper.id: unit]) - LinearForm(levels: [lower.id: unit])
    }
    let eps = spacing([.levelSpacing], path.e, path.g)
    let pe = spacing(path.isElastic ? [.spacingPE, .spacingPQ] : [.spacingPE], path.p, path.e)
    let pq = spacing(path.isElastic ? [.spacingPQ, .spacingPE] : [.spacingPQ], path.p, path.q)
    let trigger = study.geometry.trigger.explicit.map { LinearForm(constant: Interval($0)) } ?? pe
    let detected: LinearForm =
      if let value = study.geometry.detected.explicit {
        LinearForm(constant: Interval(value))
      } else if study.conventions == .published || study.geometry.trigger == .resonant {
        pq
      } else {
        trigger + pq - pe
      }
    let values = Dictionary(
      uniqueKeysWithValues: used.map { level in
        (
          level.id,
          Interval(
            level.energyPerCentimetre.value, plusMinus: level.energyPerCentimetre.uncertainty ?? 0)
        )
      })
    let r = Interval(study.geometry.imprint), one = Interval(1), two = Interval(2)
    let forward =
      ((one - r) * eps).value(values) * ((one + r) * eps - two * (detected - trigger)).value(values)
    let backward =
      ((one - r) * eps - two * detected).value(values) * ((one + r) * eps + two * trigger).value(values)
    imprint = study.geometry.imprint
    margin = Interval(min(forward.lower, backward.lower), min(forward.upper, backward.upper))
    mcq2Distance = (r + one - two * trigger.value(values) / eps.value(values)).magnitude
    levels = used.map {
      LevelError(
        id: $0.id, energyPerCentimetre: $0.energyPerCentimetre.value, uncertainty: $0.energyPerCentimetre.uncertainty)
    }
    overridden = [.levelSpacing, .spacingPE, .spacingPQ].filter { overrides[$0] != nil }
  }

  public var isMcQ3Free: Bool { margin.lower > 0 }
  /// True when every level that enters has an uncertainty of its own.
  public var coversLevels: Bool { overridden.isEmpty && levels.allSatisfy { $0.uncertainty != nil } }

  /// The statement for people.
  public var text: String {
    let bound = NumberText.short(1e6 * abs(margin.lower))
    var text =
      isMcQ3Free
      ? "McQ3-free at every angle, margin at least \(bound) meV², "
      : "not certified McQ3-free: M² can be \(margin.lower < 0 ? "−" : "")\(bound) meV², "
    if coversLevels {
      text += "for every value of the level energies within their uncertainties"
    } else {
      let exact = levels.filter { $0.uncertainty == nil }.map(\.id) + overridden.map(\.rawValue)
      if levels.contains(where: { $0.uncertainty != nil }) {
        text += "for every value of the other level energies within their uncertainties, "
      }
      text += "\(exact.joined(separator: ", ")) taken as exact, since no uncertainty is stated for them"
    }
    text += "; |r − r_McQ2| ≥ \(NumberText.short(mcq2Distance.lower))."
    return text
  }

  public var json: JSONValue {
    [
      "statement": .string(text), "mcq3_free": .bool(isMcQ3Free), "covers_level_uncertainties": .bool(coversLevels),
      "margin_meV2": .numbers([1e6 * margin.lower, 1e6 * margin.upper]),
      "mcq2_distance": .numbers([mcq2Distance.lower, mcq2Distance.upper]),
      "levels": .array(
        levels.map {
          [
            "id": .string($0.id), "energy_per_cm": .number($0.energyPerCentimetre),
            "uncertainty_per_cm": .number(orNull: $0.uncertainty),
          ]
        }), "taken_as_exact": .strings(overridden.map(\.rawValue)),
      "method":
        "interval arithmetic rounded outwards on the factored ends of M²; ± one standard deviation of each level",
    ]
  }
}

/// A constant and multiples of level energies, each level once.
private struct LinearForm {
  var constant = Interval(0)
  var levels: [String: Interval] = [:]

  func value(_ energies: [String: Interval]) -> Interval {
    // In a fixed order, so that rounding does not depend on the hashing.
    levels.sorted { $0.key < $1.key }.reduce(constant) { $0 + $1.value * (energies[$1.key] ?? Interval(0)) }
  }

  static func + (a: LinearForm, b: LinearForm) -> LinearForm {
    LinearForm(constant: a.constant + b.constant, levels: a.levels.merging(b.levels) { $0 + $1 })
  }
  static func - (a: LinearForm, b: LinearForm) -> LinearForm { a + Interval(-1) * b }
  static func * (factor: Interval, form: LinearForm) -> LinearForm {
    LinearForm(constant: factor * form.constant, levels: form.levels.mapValues { factor * $0 })
  }
}
