import Documents
import Foundation
import Testing
import _TestSupport

/// `fibre`, as a user runs it.
@Suite struct `nupair fibre` {
  private func run(_ arguments: [String], input: String? = nil) throws -> Command.Result {
    try Command.run(
      Command.nupair, arguments, input: input, environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
  }

  private let literature = Package.root + "/studies/xe-fibre-literature.json"

  @Test func `prints bands, pair factors and modes`() throws {
    let bands = try run(["fibre", literature, "--bands", "--points", "4"])
    #expect(bands.status == 0 && bands.errors.isEmpty)
    let rows = bands.output.split(separator: "\n")
    #expect(rows.count == 1 + 4 * 5 && rows[0].hasPrefix("omega_eV,beta_eV"))
    let factors = try run(["fibre", literature, "--suppression", "--points", "2"])
    #expect(factors.status == 0 && factors.output.split(separator: "\n").count == 3)
    let modes = try run(["fibre", literature, "--modes", "--orders", "0", "--energy", "0.7"])
    #expect(modes.status == 0 && modes.output.contains("TE") && modes.output.contains("group index"))
    // The same bytes again.
    #expect(try run(["fibre", literature, "--suppression", "--points", "2"]).output == factors.output)
  }

  @Test func `says why there is nothing to print`() throws {
    let none = try run(["fibre", Package.root + "/studies/xe-elastic.json"])
    #expect(none.status == 1 && none.errors.contains("no \"fibre\""))
    let both = try run(["fibre", literature, "--bands", "--modes"])
    #expect(both.status == 64 && both.errors.contains("ask for one"))
    let energy = try run(["fibre", literature, "--modes", "--energy", "blue"])
    #expect(energy.status == 64)
    let missing = try run(["fibre", "no-such-file.json"])
    #expect(missing.status == 1 && missing.errors.contains("no-such-file.json"))
  }
}
