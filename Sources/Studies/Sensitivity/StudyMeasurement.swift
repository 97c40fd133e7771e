import Documents
import Sensitivity

/// How a study's design is measured: detector, backgrounds, live time, and what is known beside the data. The study's key `sensitivity`.
public struct StudyMeasurement: Sendable, Hashable {
  /// σ of the angular smearing, mrad (RANP).
  public internal(set) var resolution = 2.0
  /// β, the flat background relative to massless signal (RANP).
  public internal(set) var flatBackground = 0.01
  /// Whether the two-photon background McQ4 is counted, suppressed as the study's fibre does (RANP).
  public internal(set) var countsTwoPhotons = false
  /// Background events per second (RENP).
  public internal(set) var backgroundRate = 0.0
  /// The share of events that are detected.
  public internal(set) var efficiency = 1.0
  /// Days of live time.
  public internal(set) var exposure = 365.25
  public internal(set) var normalisation = Normalisation.free
  /// What fits know of the oscillation parameters.
  public internal(set) var oscillationFit = OscillationFit.fixed
  /// Whether fits leave the Majorana phases open.
  public internal(set) var fitsPhases = false
  /// The lightest masses that ``DesignFigure/meanLogMassInformation`` is a mean over, meV.
  public internal(set) var masses = [1.0, 2, 3, 5, 8]
  /// What `exposure_to_3_sigma` is to tell.
  public internal(set) var question = Question.ordering
  /// The settings of the campaign in place of the study's own.
  public internal(set) var settings: [Setting] = []

  /// Of RANP: shapes count, and rates are not trusted.
  static let standard = StudyMeasurement()
  /// Of RENP: a count at one trigger energy says something only if the rate is known.
  static let standardCounting = {
    var measurement = StudyMeasurement()
    measurement.normalisation = .known
    return measurement
  }()

  public enum Question: String, Sendable, Hashable, CaseIterable {
    /// The other ordering, of any lightest mass.
    case ordering
    /// Majorana or Dirac, of any lightest mass.
    case nature
    /// A lightest mass above zero.
    case mass
  }

  /// One setting of several.
  public struct Setting: Sendable, Hashable {
    /// r (RANP) or the trigger's energy in eV (RENP).
    public internal(set) var place: Double
    /// Its share of the live time, relative to the others'.
    public internal(set) var share: Double
  }

  /// The settings' shares of the live time, which add to 1.
  public var shares: [Double] {
    let sum = settings.reduce(0) { $0 + $1.share }
    return settings.map { sum > 0 ? $0.share / sum : 1 / Double(settings.count) }
  }

  /// Whether fits leave anything open beside the lightest mass and the normalisation.
  var opensParameters: Bool { oscillationFit != .fixed || fitsPhases }

  /// Seconds of live time.
  public var seconds: Double { exposure * Self.secondsPerDay }
  public static let secondsPerDay = 86400.0

  /// The key's value with every default.
  func json(place: String) -> JSONValue {
    var members: [JSONValue.Member] = []
    if place == "r" {
      members += [
        .init("resolution_mrad", .number(resolution)), .init("flat_background", .number(flatBackground)),
        .init("mcq4", .bool(countsTwoPhotons)),
      ]
    } else {
      members.append(.init("background_per_s", .number(backgroundRate)))
    }
    let known: JSONValue =
      switch normalisation {
      case .free: "free"
      case .known: "known"
      case .gaussian(let error): .number(error)
      }
    members += [
      .init("efficiency", .number(efficiency)), .init("exposure_days", .number(exposure)),
      .init("normalisation", known), .init("fit_oscillation", oscillationFit.json),
      .init("fit_phases", .bool(fitsPhases)), .init("lightest_meV", .numbers(masses)),
      .init("question", .string(question.rawValue)),
    ]
    if !settings.isEmpty {
      members.append(
        .init("settings", .array(settings.map { [place: .number($0.place), "share": .number($0.share)] })))
    }
    return .object(members)
  }
}
