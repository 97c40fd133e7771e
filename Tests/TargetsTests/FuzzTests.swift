import Documents
import Testing
import _TestSupport

@testable import Targets

/// Mistreated files must give findings or a target, never a crash or a hang. Seeds are fixed: a failure repeats.
@Suite struct `Fuzzed files` {
  private func load(_ bytes: [UInt8]) -> LoadedTarget {
    TargetLoader.load(name: "fuzz", bytes: bytes, hosts: Package.database.hosts)
  }

  /// What must hold whatever the bytes.
  private func check(_ loaded: LoadedTarget) {
    #expect((loaded.target == nil) == loaded.findings.hasErrors)
    #expect(loaded.findings.count <= 401)
    // A file that loads must also survive the path search.
    if let target = loaded.target {
      let survey = target.surveyPaths()
      #expect(
        survey.paths.count + survey.unlisted + survey.rejections.reduce(0) { $0 + $1.combinations }
          == survey.combinations)
      for path in survey.paths {
        if let figure = path.figureOfMerit { #expect(figure.value.isFinite && figure.value >= 0) }
      }
    }
  }

  @Test(arguments: ["he", "h2", "ca-ii", "ba"])
  func `survive changed bytes`(id: String) throws {
    let original = Array(try Package.text("targets/\(id).json").utf8)
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<250 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &generator), at: index)
        default: bytes.removeSubrange(index..<min(index + Int.random(in: 1...40, using: &generator), bytes.count))
        }
        if bytes.isEmpty { break }
      }
      check(load(bytes))
    }
  }

  @Test(arguments: ["he", "bi", "sm-ylf", "pb", "xe"])
  func `survive values of the wrong kind`(id: String) throws {
    let tree = try Package.targetTree(id)
    let places = tree.pointers
    var generator = SeededGenerator(seed: 2)
    let strange: [JSONValue] = [
      .null, .bool(true), .integer(-1), .integer(0), .integer(1), .number(1e308), .number(.leastNonzeroMagnitude),
      .number(0.1),
      .string(""), .string("x"),
      .string(String(repeating: "é", count: 300)), .array([]), .object([]), .integer(Int(1e15)), .array([.null]),
      ["value": .null],
    ]
    for _ in 0..<120 {
      var edited = tree
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = places.randomElement(using: &generator) ?? ""
        let value = Bool.random(using: &generator) ? strange.randomElement(using: &generator) : nil
        // A place inside one already replaced no longer exists: that edit does nothing.
        if let changed = try? edited.setting(place, to: value) { edited = changed }
      }
      check(load(Array(edited.text.utf8)))
    }
  }

  @Test func `survive truncation anywhere`() throws {
    let bytes = Array(try Package.text("targets/he.json").utf8)
    for length in stride(from: 0, to: bytes.count - 2, by: 7) {
      let loaded = load(Array(bytes[..<length]))
      #expect(loaded.target == nil)
      #expect(!loaded.findings.isEmpty)
    }
  }
}

extension JSONValue {
  /// The pointers of all values below this one.
  var pointers: [String] {
    switch self {
    case .object(let members):
      members.flatMap { member in
        let here = JSONPointer.child("", member.key)
        return [here] + member.value.pointers.map { here + $0 }
      }
    case .array(let elements):
      elements.enumerated().flatMap { i, element in ["/\(i)"] + element.pointers.map { "/\(i)" + $0 } }
    default: []
    }
  }
}
