import Documents
import Foundation
import Testing
import _TestSupport

/// `sensitivity`, as a user runs it.
@Suite struct `nupair sensitivity` {
  private func run(_ arguments: [String], input: String? = nil) throws -> Command.Result {
    try Command.run(
      Command.nupair, ["sensitivity"] + arguments, input: input,
      environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
  }

  private func study(_ name: String) -> String { Package.root + "/studies/\(name).json" }

  private func json(_ text: String) throws -> JSONValue {
    JSONValue(try #require(JSONDocument(name: "sensitivity", text: text).root))
  }

  @Test func `prints a table for either process`() throws {
    let raman = try run([study("xe-elastic")])
    #expect(raman.status == 0 && raman.errors.isEmpty)
    for words in ["Fisher information on m₀", "NO from IO", "Majorana from Dirac", "m₀ from 0", "Warnings"] {
      #expect(raman.output.contains(words))
    }
    let radiative = try run([study("renp/yb-locked")])
    #expect(radiative.status == 0 && radiative.output.contains("same m₀"))
    #expect(radiative.output.contains("Scan evenly, then sit"))
    let coupling = try run([study("renp/yb-z-prime"), "--json"])
    #expect(try #require(json(coupling.output).value(at: "/sensitivity/coupling_limit/factor")?.doubleValue) > 1)
  }

  @Test func `is the same on any number of threads`() throws {
    let arguments = [study("renp/yb-locked"), "--json", "--toys", "300", "--seed", "7"]
    let one = try run(arguments + ["--threads", "1"]), many = try run(arguments + ["--threads", "3"])
    #expect(one.status == 0 && one.output == many.output)
    let found = try json(one.output)
    #expect(found.value(at: "/toys/checks/0/trials/0/toys_sigma") != nil)
    // The resolved study gives the same again.
    let again = try run(Array(arguments[1...] + ["-"]), input: try #require(found.value(at: "/study")).text)
    #expect(again.output == one.output)
  }

  @Test func `says what cannot be`() throws {
    // 1e9 meV: nothing is emitted.
    let heavy = try run(
      ["-"],
      input: try String(contentsOfFile: study("xe-elastic"), encoding: .utf8).replacingOccurrences(
        of: "\"lightest_meV\": 1", with: "\"lightest_meV\": 1e9"))
    #expect(heavy.status == 2 && heavy.output.contains("Nothing is emitted"))
    let charge = try run([study("renp/cs-monopole")])
    #expect(charge.status == 1 && charge.errors.contains("has no sensitivity"))
    let resonant = try run(
      ["-"],
      input: try String(contentsOfFile: study("renp/yb-spin"), encoding: .utf8).replacingOccurrences(
        of: "\"geometry\"", with: "\"sensitivity\": { \"settings\": [{ \"trigger_eV\": 1e-9 }] }, \"geometry\""))
    #expect(resonant.status == 1 && resonant.errors.contains("reaches zero"))
    #expect(try run([study("missing")]).status == 1)
    #expect(try run([study("xe-elastic"), "--toys", "1"]).status == 64)
  }
}
