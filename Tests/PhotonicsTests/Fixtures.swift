import Documents
import _TestSupport

@testable import Photonics

/// Reference cases from the folder Fixtures.
enum Fixtures {
  /// The team's reference cases: mpmath at 40 digits and codes checked against it.
  static let cases = load("cases.json", "cases")
  /// An independent program in ball arithmetic.
  static let independent = load("independent.json", "cases")
  static let mpb = load("peers.json", "mpb")
  static let meep = load("peers.json", "meep")

  private static func load(_ file: String, _ key: String) -> [JSONValue] {
    let text = (try? Package.text("Tests/PhotonicsTests/Fixtures/\(file)")) ?? ""
    return JSONDocument(name: file, text: text).root.map(JSONValue.init)?[key]?.elements ?? []
  }

  static func of(_ kind: String, in cases: [JSONValue] = cases) -> [JSONValue] {
    cases.filter { $0["kind"]?.stringValue == kind }
  }
}

extension JSONValue {
  func number(_ pointer: String) throws -> Double {
    guard let found = value(at: pointer), let number = found.doubleValue ?? found.stringValue.flatMap({ Double($0) })
    else {
      throw TestFailure("no number at \(pointer)")
    }
    return number
  }

  /// A pair [re, im], or a real number.
  func complex(_ pointer: String) throws -> Complex {
    if let real = value(at: pointer)?.doubleValue { return Complex(real) }
    return Complex(try number(pointer + "/0"), try number(pointer + "/1"))
  }

  /// The rows [n, thickness] or [n, k, thickness].
  func layers() -> [(permittivity: Complex, thickness: Double)] {
    let rows = (value(at: "/input/layers_n_k_d") ?? value(at: "/input/layers"))?.elements ?? []
    return rows.map { row in
      let numbers = row.elements.compactMap(\.doubleValue)
      let index = numbers.count == 3 ? Complex(numbers[0], numbers[1]) : Complex(numbers[0])
      return (index * index, numbers[numbers.count - 1])
    }
  }

  func fibre() throws -> FibreSlice {
    let outside = Complex(try number("/input/n_out"), value(at: "/input/k_out")?.doubleValue ?? 0)
    return FibreSlice(coreRadius: try number("/input/rco"), layers: layers(), surround: outside * outside)
  }

  var condition: Double { self["cond"]?.doubleValue ?? 1 }
}

/// |a − b| within a share of |b|.
func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  a == b || abs(a - b) <= tolerance * abs(b)
}

/// Pairs of 4.6 and 1.6, quarter-wave at grazing incidence for the photon energy, the first layer cut to a share of it.
func literatureFibre(pairs: Int, coreRadius: Double, energy: Double = 0.7, first: Double = 1) -> FibreSlice {
  let k = energy / PairSuppression.hbarC
  let high = .pi / 2 / (k * (4.6 * 4.6 - 1).squareRoot()), low = .pi / 2 / (k * (1.6 * 1.6 - 1).squareRoot())
  return FibreSlice(
    coreRadius: coreRadius,
    layers: (0..<2 * pairs).map { j in
      (index: j.isMultiple(of: 2) ? 4.6 : 1.6, thickness: j == 0 ? first * high : j.isMultiple(of: 2) ? high : low)
    }, surround: 1.6)
}

/// The weight of eq. (12) for one state, on the xenon path.
@Sendable func xenonWeight(_ omega: Double) -> Double {
  let energy = 1.0107, spacing = 0.3421, other = energy - omega
  let a = omega + spacing, b = other + spacing
  return omega * omega * other * other * 0.5 * (1 / (a * a) + 1 / (b * b))
}
