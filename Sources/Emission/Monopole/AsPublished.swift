/// A value of a printed formula that the derivation behind this program contradicts.
///
/// It has no order, no arithmetic and no plain description, so that nothing can be ranked, added, optimised or printed with it by accident. Who wants the number, to hold
/// it against the paper, says what is known against it: ``value(knowing:)``.
public struct AsPublished<Value: Sendable>: Sendable {
  private let printed: Value
  /// What is wrong with it.
  public let refutation: Refutation

  init(_ value: Value, refutation: Refutation) {
    printed = value
    self.refutation = refutation
  }

  /// The number that the printed formula gives.
  ///
  /// - Precondition: the refutation is this value's.
  public func value(knowing refutation: Refutation) -> Value {
    precondition(refutation == self.refutation, "this value is refuted for another reason")
    return printed
  }
}

extension AsPublished: CustomStringConvertible {
  public var description: String { "\(printed), as published; \(refutation.note)" }
}

extension AsPublished: CustomReflectable {
  public var customMirror: Mirror { Mirror(self, children: ["asPublished": description]) }
}

/// Why a printed formula does not hold.
public enum Refutation: String, Sendable, Hashable, CaseIterable {
  /// The amplitude of pair emission by nucleus or core is zero: ``MonopoleOrderings``.
  case monopoleCancels = "monopole-cancels"

  public var note: String {
    switch self {
    case .monopoleCancels:
      "the amplitude of a pair emitted by the charge of nucleus or core cancels exactly, and the rate is zero"
    }
  }
}
