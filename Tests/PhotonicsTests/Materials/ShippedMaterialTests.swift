import Documents
import Quantities
import Targets
import Testing
import _TestSupport

@testable import Photonics

@Suite struct `Shipped materials` {
  private let shelf = MaterialShelf(Package.database)

  @Test func `all pass without a remark`() {
    #expect(
      shelf.ids == [
        "ag", "as2s3", "as40se60", "au", "baf2", "caf2", "gaas", "ge", "mgf2-o", "pbte", "pei", "polystyrene", "si",
        "sio2", "te-e", "te-film", "te-o", "zns", "znse",
      ])
    for id in shelf.ids {
      let loaded = MaterialLoader.load(path: shelf.directory + "/\(id).json")
      #expect(loaded.material?.id == id)
      #expect(loaded.findings.isEmpty, "\(loaded.findings.map(\.text))")
    }
  }

  @Test func `are listed in the documentation, and nothing else is`() throws {
    let listed = try Package.text("docs/materials.md").matches(of: /(?m)^\| `([a-z0-9-]+)` \| [A-Z]/).map {
      String($0.output.1)
    }
    #expect(listed.sorted() == shelf.ids)
  }

  @Test func `say how each number is known`() throws {
    for id in shelf.ids {
      let material = try shelf.load(id)
      // Formulas are quoted; tables are resampled from those of their sources; no window was looked up.
      switch material.dispersion.form {
      case .formula: #expect(material.dispersion.status == .cited)
      case .table: #expect(material.dispersion.status == .derived)
      }
      if let absorption = material.absorption { #expect(absorption.status == .derived) }
      if let transparency = material.transparency { #expect(transparency.status == .remembered) }
      #expect(try #require(material.source(material.dispersion.source)).citation != nil)
    }
  }

  /// n of an independent implementation, which took hc = 1.2398419843 eV µm.
  @Test(arguments: [
    ("si", 0.5, 3.4398218003659724), ("ge", 0.4, 4.041736491651561), ("as40se60", 0.6, 2.81754263470717),
    ("baf2", 0.5, 1.46314003385408), ("zns", 0.5, 2.261314684070144), ("gaas", 0.9, 3.392368552822476),
  ])
  func `have the index that another program finds`(id: String, energy: Double, n: Double) throws {
    let material = try shelf.load(id)
    // At the same wavelength, the same to rounding.
    let there = Wavelength(vacuumNanometres: 1239.8419843 / energy).energy
    #expect(abs(material.index(at: there).index.n / n - 1) < 1e-15 * 4)
    // At the same energy: their hc is 2.6e-11 too small, and dn/n is at most 0.07 dE/E here.
    #expect(abs(material.index(at: Energy(electronVolts: energy)).index.n / n - 1) < 2e-12)
  }

  /// n and dn/dE in eV⁻¹ of every formula, evaluated from the coefficients with 40 digits.
  @Test(arguments: [
    ("te-o", 0.166, 4.8143774420268487, 0.47079108967913896),
    ("te-e", 0.166, 6.2642972713272364, 0.49133102020453963),
    ("ge", 0.234, 4.0140552756749972, 0.11955952338528169),
    ("si", 0.32, 3.4258928081910016, 0.059956610148383144),
    ("gaas", 0.305, 3.3024917336937102, 0.091428500559200437),
    ("pbte", 0.173, 5.7164880340858422, 1.5196589236577175),
    ("as2s3", 0.478, 2.4190342146278459, 0.046429633421836214),
    ("as40se60", 0.388, 2.7996960947774669, 0.068312522911142293),
    ("zns", 0.54, 2.2626702298325141, 0.033444556118218147),
    ("znse", 0.395, 2.4368351197175922, 0.040367954191638307),
    ("sio2", 1.045, 1.44820450645102, 0.012951628411452174),
    ("caf2", 0.924, 1.4270605803836598, 0.0070081346505528083),
    ("baf2", 0.827, 1.4663187063504143, 0.0063506585574150847),
    ("mgf2-o", 1.048, 1.3725139936546921, 0.0062465467541463704),
  ])
  func `have the index and slope of their formulas`(id: String, energy: Double, n: Double, slope: Double) throws {
    let material = try shelf.load(id), energy = Energy(electronVolts: energy)
    let value = material.index(at: energy)
    #expect(value.validity.dispersion == .inside)
    // A dozen operations on terms of like size.
    #expect(abs(value.index.n / n - 1) < 2e-15)
    #expect(abs(material.slope(at: energy) / slope - 1) < 1e-14)
  }

  @Test(arguments: [
    ("te-film", 0.75, 4.48594, 0.0878), ("polystyrene", 0.342, 1.56306, 2.461e-3), ("pei", 1.2, 1.61746, 1.619e-6),
    ("ag", 0.06, 36.87299, 130.9), ("au", 0.5, 0.7659, 17.04),
  ])
  func `have the rows of their tables`(id: String, energy: Double, n: Double, k: Double) throws {
    let value = try shelf.load(id).index(at: Energy(electronVolts: energy))
    #expect(value.index == ComplexIndex(n: n, k: k))
    #expect(value.validity == IndexValidity(dispersion: .inside, absorption: .known))
  }

  @Test func `have both rays of a birefringent crystal in the right order`() throws {
    // Tellurium is positive uniaxial, by a lot.
    let energy = Energy(electronVolts: 0.124)
    let ordinary = try shelf.load("te-o"), extraordinary = try shelf.load("te-e")
    #expect(ordinary.axis == .ordinary && extraordinary.axis == .extraordinary)
    #expect(extraordinary.index(at: energy).index.n > ordinary.index(at: energy).index.n + 1)
  }

  @Test func `disperse normally where they are transparent and described by a formula`() throws {
    for id in shelf.ids {
      let material = try shelf.load(id)
      guard case .formula = material.dispersion.form else { continue }
      let range = material.range
      for i in 1..<200 {
        #expect(material.slope(at: range.lowerBound + (Double(i) / 200) * (range.upperBound - range.lowerBound)) > 0)
      }
    }
  }

  // MARK: Finding them

  @Test func `are found by id and by path`() throws {
    #expect(try shelf.load("si").name == "Silicon")
    #expect(try shelf.load(shelf.directory + "/si.json") == shelf.load("si"))
    #expect(try MaterialShelf(directory: shelf.directory).load("as40se60").formula == "As40Se60")
  }

  @Test(arguments: [
    ("mgf2_o", "did you mean 'mgf2-o'?"), ("polystirene", "did you mean 'polystyrene'?"), ("unobtainium", nil),
    ("", nil),
  ])
  func `are suggested for a near miss`(name: String, hint: String?) throws {
    #expect(throws: MaterialError.unknownMaterial(name, hint: hint, searched: shelf.directory)) { try shelf.load(name) }
  }

  @Test func `are found in any case of letters, a crystal by its ordinary ray`() throws {
    #expect(try shelf.load("GaAs").id == "gaas")
    #expect(try shelf.load("Te").id == "te-o")
  }

  @Test func `are missed with a word on where they should be`() throws {
    let nowhere = MaterialShelf(TargetDatabase(missing: ["/nowhere"]))
    #expect(nowhere.ids.isEmpty)
    #expect(throws: MaterialError.noMaterials(searched: "materials")) { try nowhere.load("si") }
    #expect(throws: MaterialError.noMaterials(searched: "/nowhere")) {
      try MaterialShelf(directory: "/nowhere").load("si")
    }
    #expect(throws: MaterialError.self) { try shelf.load("/nowhere/si.json") }
  }
}
