/// One number a path rests on, and how it was obtained.
public struct PathInput: Sendable, Hashable {
  public enum Quantity: String, Sendable, Hashable {
    case rateOfPE = "gamma_pe_per_s"
    case rateOfPQ = "gamma_pq_per_s"
    case rateOfP = "gamma_p_per_s"
    case rateOfE = "gamma_e_per_s"
    case rateOfQ = "gamma_q_per_s"
    case spinSquared = "spin2"
    case density = "density_per_cm3"
    /// Of the photon of radiative emission.
    case rateOfVG = "gamma_vg_per_s"
    /// Of an intermediate state n of two-photon emission.
    case rateToQ = "gamma_nq_per_s"
    case rateToG = "gamma_ng_per_s"
  }

  public let quantity: Quantity
  /// `nil`: unknown. Never zero for lack of data.
  public let value: Double?
  /// u/v of the number as used; `nil` when none is stated.
  public let relativeUncertainty: Double?
  /// The worst status among the data it was made from; `nil` when unknown.
  public let status: DataStatus?
  /// In a few words: “A of p → e”, “1/lifetime”, “manifold rate, not a Stark line's”.
  public let how: String
  /// Pointers of the data in the target file.
  public let data: [String]
  public let note: String?
  /// The number stands in for one that would be better: a manifold mean, an incomplete sum.
  public let isStandIn: Bool

  init(
    _ quantity: Quantity, value: Double?, relativeUncertainty: Double? = nil, status: DataStatus? = nil, how: String,
    data: [String] = [], note: String? = nil, isStandIn: Bool = false
  ) {
    self.quantity = quantity
    self.value = value
    self.relativeUncertainty = relativeUncertainty
    self.status = status
    self.how = how
    self.data = data
    self.note = note
    self.isStandIn = isStandIn
  }

  init(_ quantity: Quantity, _ datum: Datum, how: String, isStandIn: Bool = false) {
    self.init(
      quantity, value: datum.value, relativeUncertainty: datum.relativeUncertainty, status: datum.status, how: how,
      data: [datum.pointer], note: datum.note, isStandIn: isStandIn)
  }

  /// 1/τ, with τ's relative uncertainty.
  init(_ quantity: Quantity, inverseOf datum: Datum, how: String, isStandIn: Bool = false) {
    self.init(
      quantity, value: 1 / datum.value, relativeUncertainty: datum.relativeUncertainty, status: datum.status, how: how,
      data: [datum.pointer], note: datum.note, isStandIn: isStandIn)
  }

  /// The same number for another role, such as γ_e serving as γ_q.
  func serving(as other: Quantity) -> PathInput {
    PathInput(
      other, value: value, relativeUncertainty: relativeUncertainty, status: status, how: how, data: data, note: note,
      isStandIn: isStandIn)
  }

  /// The letter printed beside a figure that rests on it.
  public var mark: String { status.flatMap(\.mark).map { isStandIn ? $0 + "~" : $0 } ?? (isStandIn ? "~" : "") }
}
