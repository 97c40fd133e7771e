import Quantities
import Testing
import _TestSupport

@testable import Photonics

@Suite struct `The index of a material` {
  private let shelf = MaterialShelf(Package.database)

  private func value(_ id: String, _ energy: Double) throws -> IndexValue {
    try shelf.load(id).index(at: Energy(electronVolts: energy))
  }

  @Test func `tells transparent from unknown and from known absorption`() throws {
    #expect(try value("si", 0.5).validity == IndexValidity(dispersion: .inside, absorption: .transparent))
    #expect(try value("si", 0.5).index.k == 0)
    // Between the end of the window, 0.15 eV, and that of the formula, 11.04 um.
    #expect(try value("si", 0.12).validity == IndexValidity(dispersion: .inside, absorption: .unknown))
    #expect(try value("polystyrene", 0.3).validity.absorption == .known)
    // Where there is a datum, it goes before the window.
    #expect(try value("as40se60", 0.5).index.k == 5.016e-7)
    #expect(try value("as40se60", 1.3).validity.absorption == .transparent)
    #expect(try value("as40se60", 1.3).index.k == 0)
  }

  @Test func `knows tellurium up to 0.31 eV only`() throws {
    let end = Wavelength(vacuumNanometres: 4000).energy
    #expect(try value("te-o", 0.3).validity.isSound)
    let above = try value("te-o", 0.75)
    #expect(above.validity == IndexValidity(dispersion: .outside(nearest: end), absorption: .unknown))
    #expect(above.index == (try shelf.load("te-o").index(at: end).index))
    #expect(try value("te-film", 0.75).index.k > 0.08)
  }

  @Test func `holds the last n and k beyond a table`() throws {
    // A metal without its k would be a bad dielectric, not a metal.
    let silver = try value("ag", 2)
    #expect(silver.index == ComplexIndex(n: 0.12067, k: 7.156))
    #expect(
      silver.validity
        == IndexValidity(dispersion: .outside(nearest: Energy(electronVolts: 1.2)), absorption: .unknown))
    // Beyond the table and within the window: transparent, with the last n.
    let plastic = try value("polystyrene", 2)
    #expect(plastic.index == ComplexIndex(n: 1.57001, k: 0))
    #expect(plastic.validity.absorption == .transparent && !plastic.validity.isSound)
  }

  @Test func `holds at the ends of its range and one step beyond`() throws {
    for id in shelf.ids {
      let material = try shelf.load(id), range = material.range
      for (end, beyond) in [
        (range.lowerBound, range.lowerBound.electronVolts.nextDown),
        (range.upperBound, range.upperBound.electronVolts.nextUp),
      ] {
        #expect(material.index(at: end).validity.dispersion == .inside)
        let outside = material.index(at: Energy(electronVolts: beyond))
        #expect(outside.validity.dispersion == .outside(nearest: end))
        #expect(outside.index.n == material.index(at: end).index.n)
        #expect(material.slope(at: Energy(electronVolts: beyond)) == 0)
      }
      #expect(material.index(at: .zero).validity.dispersion == .outside(nearest: range.lowerBound))
    }
  }

  @Test func `is continuous in n everywhere and in k where it is known`() throws {
    for id in shelf.ids {
      let material = try shelf.load(id), range = material.range
      var joints = [range.lowerBound.electronVolts, range.upperBound.electronVolts]
      if case .table(let curve) = material.dispersion.form { joints += curve.energies }
      if let window = material.transparency?.window { joints += [window.lowerBound, window.upperBound] }
      joints += material.absorption?.curve.energies ?? []
      for joint in joints {
        let below = try value(id, joint.nextDown), above = try value(id, joint.nextUp)
        // Two ulps of the energy at the steepest, d ln k/dE = −1050 per eV.
        #expect(abs(above.index.n / below.index.n - 1) < 1e-14)
        if below.validity.absorption == .known, above.validity.absorption == .known {
          #expect(abs(above.index.k / below.index.k - 1) < 1e-12)
        }
      }
    }
  }

  /// Richardson's extrapolation of central differences: the error is of the order h⁴.
  private func difference(_ material: Material, _ energy: Double, _ h: Double) -> Double {
    func central(_ h: Double) -> Double {
      let above = material.index(at: Energy(electronVolts: energy + h)).index.n
      return (above - material.index(at: Energy(electronVolts: energy - h)).index.n) / (2 * h)
    }
    return (4 * central(h / 2) - central(h)) / 3
  }

  @Test func `has the slope of its own differences`() throws {
    for id in shelf.ids {
      let material = try shelf.load(id)
      guard case .formula = material.dispersion.form else { continue }
      let low = material.range.lowerBound.electronVolts, high = material.range.upperBound.electronVolts
      for t in stride(from: 0.05, to: 1, by: 0.05) {
        let energy = low + t * (high - low)
        let slope = material.slope(at: Energy(electronVolts: energy))
        // Rounding of n over h: 4e-16 × 5 / (1e-3 E), against slopes of 1e-2 and more.
        #expect(abs(difference(material, energy, 1e-3 * energy) - slope) < 1e-8 * max(abs(slope), 1), "\(id) \(energy)")
      }
    }
    let film = try shelf.load("te-film")
    #expect(abs(film.slope(at: Energy(electronVolts: 0.77)) - (4.57919 - 4.48594) / 0.05) < 1e-12)
  }
}

@Suite struct `An optical medium` {
  private let energy = Energy(electronVolts: 0.7)

  @Test func `is a number or a material`() throws {
    let silicon = try MaterialShelf(Package.database).load("si")
    #expect(OpticalMedium.material(silicon).index(at: energy) == silicon.index(at: energy))
    #expect(OpticalMedium.material(silicon).slope(at: energy) == silicon.slope(at: energy))
    let absorbing = OpticalMedium.constant(n: 4.6, k: 0.1)
    #expect(absorbing.index(at: energy).index == ComplexIndex(n: 4.6, k: 0.1))
    #expect(absorbing.index(at: energy).validity.absorption == .known)
    #expect(OpticalMedium.vacuum.index(at: energy).validity.isSound)
    #expect(absorbing.slope(at: energy) == 0)
  }

  @Test func `names itself`() throws {
    #expect(OpticalMedium.vacuum.displayName == "vacuum")
    #expect(OpticalMedium.constant(n: 1.6, k: 0).displayName == "n = 1.6")
    #expect(OpticalMedium.constant(n: 4.6, k: 0.01).displayName == "n = 4.6 + 0.01i")
    #expect(OpticalMedium.material(try MaterialShelf(Package.database).load("au")).displayName == "Gold")
  }
}
