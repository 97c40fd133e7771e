/// Whether one photon connects two levels, by which operators, and why.
public struct PhotonCoupling: Sendable, Hashable {
  public let isAllowed: Bool
  /// Electric-dipole emission counts towards the rate.
  public let electric: Bool
  /// Magnetic-dipole emission counts towards the rate.
  public let magnetic: Bool
  /// The operators by name, such as `E1` or `M1 xy`.
  public let operators: [String]
  public let reason: String

  /// The coupling that a Raman step needs: E1 in free atoms and molecules, E1 or M1 in crystals.
  public static func between(_ a: Level, _ b: Level, in target: Target) -> PhotonCoupling {
    guard target.kind == .ionInCrystal else {
      let answer = FreeAtomRules.answer(.e1, a, b)
      return PhotonCoupling(
        isAllowed: answer.isAllowed, electric: answer.isAllowed, magnetic: false,
        operators: answer.isAllowed ? ["E1"] : [], reason: answer.reason)
    }
    return inCrystal(a, b, siteSymmetry: target.host?.siteSymmetry)
  }

  private static func inCrystal(_ a: Level, _ b: Level, siteSymmetry: String?) -> PhotonCoupling {
    let electricFault = juddOfeltFault(a.twoJ, b.twoJ)
    let magneticFault = FreeAtomRules.triangleFault(rank: 1, a.twoJ, b.twoJ)
    var byIrrep: Set<SiteSymmetryS4.Operator>?
    if siteSymmetry == "S4", let irrepA = a.irrep, let irrepB = b.irrep {
      byIrrep = SiteSymmetryS4.operators(irrepA, irrepB)
    }
    let symmetryText =
      byIrrep == nil
      ? "irreps unknown or not comparable, J rules only"
      : "S4 \(a.irrep?.rawValue ?? "")–\(b.irrep?.rawValue ?? "")"
    let operators = SiteSymmetryS4.Operator.allCases.filter { op in
      guard byIrrep?.contains(op) ?? true else { return false }
      switch op {
      case .electricPi, .electricSigma: return electricFault == nil
      case .magneticZ, .magneticXY: return magneticFault == nil
      }
    }
    let electric = operators.contains { $0 == .electricPi || $0 == .electricSigma }
    let magnetic = operators.contains { $0 == .magneticZ || $0 == .magneticXY }
    let names = operators.map(\.rawValue)
    let faults = [electricFault.map { "E1: \($0)" }, magneticFault.map { "M1: \($0)" }].compactMap { $0 }
    let reason =
      ([symmetryText] + (names.isEmpty ? ["no dipole operator connects them"] : [names.joined(separator: ", ")])
        + faults)
    return PhotonCoupling(
      isAllowed: electric || magnetic, electric: electric, magnetic: magnetic, operators: names,
      reason: reason.joined(separator: "; "))
  }

  /// Judd–Ofelt rules for induced electric dipoles: |ΔJ| ≤ 6, and J = 0 only to even J′ ≥ 2. Broken by J mixing of about 1 %.
  private static func juddOfeltFault(_ twoJ: Int, _ twoJPrime: Int) -> String? {
    let pair = "J \(Level.jText(twoJ: twoJ))–\(Level.jText(twoJ: twoJPrime))"
    if abs(twoJ - twoJPrime) > 12 { return "\(pair) exceeds |ΔJ| = 6" }
    if twoJ == 0 || twoJPrime == 0, ![4, 8, 12].contains(twoJ + twoJPrime) {
      return "\(pair): from J = 0 only J′ = 2, 4, 6 are reached"
    }
    return nil
  }
}
