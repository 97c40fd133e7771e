import Documents
import Quantities
import Testing
import _TestSupport

@testable import Targets

@Suite struct `Shipped targets` {
  @Test func `all pass, with the warnings we know`() {
    let files = Package.database.check()
    #expect(files.count == 23)
    for file in files { #expect(file.target != nil, "\(file.findings.map(\.text))") }
    // Each of these is a fact about the sources: two figures that are estimates, one NIST wavelength that differs from
    // its own levels by 4e-5, one manifold of which a single level is known, and nine steps of schemes between Stark levels
    // that S4 does not connect.
    let warnings = files.flatMap(\.findings).map {
      "\($0.rule) \($0.file.split(separator: "/").last ?? "") \($0.pointer)"
    }
    #expect(
      warnings == [
        "estimated ba.json /schemes/0/gamma_pe_per_s", "wavelength bi.json /transitions/6/air_nm",
        "scheme-symmetry ho-ylf.json /schemes/2/g", "scheme-symmetry pr-ylf.json /schemes/0/g",
        "scheme-symmetry pr-ylf.json /schemes/2/g", "scheme-symmetry pr-ylf.json /schemes/4/g",
        "stark-count tb-ylf.json /levels/32", "scheme-symmetry tb-ylf.json /schemes/0/g",
        "scheme-symmetry tm-ylf.json /schemes/2/p", "scheme-symmetry tm-ylf.json /schemes/3/g",
        "scheme-symmetry tm-ylf.json /schemes/4/p", "scheme-symmetry tm-ylf.json /schemes/4/g",
        "estimated yb.json /schemes/0/gamma_pe_per_s",
      ])
  }

  @Test func `hold the numbers of their drafts, by status`() {
    var counts: [DataStatus: Int] = [:]
    var conflicts = 0
    var gaps = 0
    for target in Package.database.check().compactMap(\.target) {
      counts.merge(target.statusCounts) { $0 + $1 }
      conflicts += target.conflicts.count
      gaps += target.gaps.count
    }
    // A datum that disappears or changes status by accident changes these.
    #expect(counts == [.cited: 875, .stated: 22, .derived: 71, .computed: 336, .remembered: 132, .estimated: 27])
    #expect(conflicts == 19)
    #expect(gaps == 37)
  }

  @Test func `describe the same crystal once`() throws {
    for id in Package.database.ids where id.hasSuffix("-ylf") && id != "ho-ylf" {
      let host = try #require(try Package.database.load(id).host)
      #expect(host.reference == "ho-ylf")
      #expect(host.maximumPhonon?.value == 460)
    }
  }

  @Test func `give the index of LiYF4`() throws {
    let index = try #require(try Package.database.load("ho-ylf").host?.refractiveIndex)
    let inside = try #require(index.value(at: Wavelength(vacuumNanometres: 1940)))
    // Barnes and Gettemy's fit at 1.94 um, four decimals.
    #expect(abs(inside.ordinary - 1.4429) < 5e-5)
    #expect(abs(inside.extraordinary - 1.4649) < 5e-5)
    #expect(inside.isInsideRange)
    let outside = try #require(index.value(at: Wavelength(vacuumNanometres: 2840)))
    #expect(!outside.isInsideRange)
    // Just below the infrared resonance at √50.99741 µm = 7.14 µm the formula has no real value.
    #expect(index.value(at: Wavelength(vacuumNanometres: 7000)) == nil)
  }

  @Test func `agree with standard air in every line`() {
    // NIST's own air wavelengths, 200–1000 nm, against levels and the index formula: 2e-5 apart at most, bar the one
    // line of Bi that the checker reports.
    var lines = 0
    for target in Package.database.check().compactMap(\.target) {
      for line in target.transitions {
        guard let air = line.airNanometres, let upper = target.level(line.upper), let lower = target.level(line.lower)
        else { continue }
        let wave = (upper.energy - lower.energy).wavelength
        lines += 1
        #expect(abs(wave.airNanometres / air - 1) < (air == 449.301 ? 5e-5 : 2e-5), "\(target.id) \(air)")
      }
    }
    #expect(lines == 99)
  }

  @Test func `are found by id, by near miss, by path`() throws {
    #expect(try Package.database.load("xe").id == "xe")
    #expect(try Package.database.load(Package.root + "/targets/xe.json").id == "xe")
    #expect(throws: TargetError.unknownTarget("xf", suggestion: "xe", searched: Package.database.directory)) {
      try Package.database.load("xf")
    }
    #expect(throws: TargetError.unknownTarget("ho_ylf", suggestion: "ho-ylf", searched: Package.database.directory)) {
      try Package.database.load("ho_ylf")
    }
  }

  @Test func `are located from the program or the environment`() throws {
    let scratch = try ScratchDirectory()
    let set = try TargetDatabase.locate(
      executable: "/nowhere/nupair", environment: ["NUPAIR_TARGETS": Package.root + "/targets"])
    #expect(set.ids.contains("xe"))
    let beside = try TargetDatabase.locate(executable: Package.root + "/.build/debug/nupair", environment: [:])
    #expect(beside.directory == Package.root + "/targets")
    #expect(throws: TargetError.noDatabase(searched: [scratch.path("none")])) {
      try TargetDatabase.locate(executable: "/nowhere/nupair", environment: ["NUPAIR_TARGETS": scratch.path("none")])
    }
  }
}
