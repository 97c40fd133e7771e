import Documents
import Foundation
import Search
import Testing
import _TestSupport

@testable import Studies

@Suite struct `Design figures` {
  /// Every slope that a figure gives, against central differences.
  @Test func `have the slopes that differences have`() throws {
    let cases: [(String, [String: JSONValue])] = [
      (
        "ho-paper",
        [
          "/geometry/r": .number(-0.5), "/geometry/trigger_eV": .number(0.44533), "/conventions": "corrected",
          "/geometry/acceptance_deg": .array([.number(150), .number(180)]),
        ]
      ),
      ("xe-paper", ["/geometry/r": .number(0.1), "/geometry/acceptance_deg": .array([.number(20), .number(130)])]),
      ("xe-inelastic", ["/geometry/r": .number(-0.2)]),
      (
        "xe-fibre-literature",
        [
          "/geometry/r": .number(0.2), "/fibre/first_layer_factor": .number(0.7), "/fibre/pairs": .number(2),
          "/fibre/core_radius_um": .number(2),
        ]
      ),
      (
        "xe-fibre-literature",
        [
          "/geometry/r": .number(0.2), "/fibre/pairs": .null, "/fibre/high": .null, "/fibre/low": .null,
          "/fibre/layers": .array([3.0, 1.5, 2.0].map { ["index": .number($0), "thickness_um": .number(0.2)] }),
        ]
      ),
    ]
    var checked: Set<String> = []
    for (name, changes) in cases {
      let study = try loader.load(name: name, tree: try studyTree(name, changes))
      let pointers =
        [
          "/geometry/r", "/geometry/trigger_eV", "/laser/n3_V_eta_per_cm6", "/fibre/core_radius_um",
          "/fibre/high/thickness_um", "/fibre/low/thickness_um", "/fibre/first_layer_factor",
        ]
        + (0..<3).map { "/fibre/layers/\($0)/thickness_um" }
      for parameter in pointers.compactMap({ StudyParameter($0) }) where parameter.exists(in: study) {
        let base = Evaluation(study)
        let value: Double, step: Double
        switch parameter.kind {
        case .imprint: (value, step) = (study.geometry.imprint, 1e-5)
        // Far off resonance, where the Lorentzian is smooth; near it lies a narrow line.
        case .trigger:
          guard let explicit = study.geometry.trigger.explicit else { continue }
          (value, step) = (explicit, 1e-6)
        case .coherence: (value, step) = (study.laser.coherence, 1e-5 * study.laser.coherence)
        default: (value, step) = (try #require(parameter.dimension(in: study)), 2e-4)
        }
        func values(_ figure: DesignFigure, _ x: Double) -> [Double]? {
          var changed = study
          parameter.set(x, in: &changed)
          return figure.values(DesignPoint(Evaluation(changed, named: base.named), measure: .strip))
        }
        let point = DesignPoint(base, measure: .strip, withSlopes: true)
        for figure in DesignFigure.all {
          guard let slopes = figure.slopes(point, parameter), let here = figure.values(point),
            let low = values(figure, value - step), let high = values(figure, value + step)
          else { continue }
          #expect(slopes.count == here.count || slopes == [0])
          for (k, slope) in slopes.enumerated() where here.indices.contains(k) {
            let difference = (high[k] - low[k]) / (2 * step)
            // Closed forms agree to the differences' own error; the strip is known to 1e-5 and its slopes to 1e-3 of the largest.
            let scale = abs(difference) + abs(here[k]) / (figure.seesFibre ? 0.1 : 1e3)
            let tolerance = figure.seesFibre && parameter.isFibre ? 2e-2 : 1e-5
            #expect(
              abs(slope - difference) < tolerance * scale,
              "\(name) \(figure.name) \(parameter.pointer): \(slope) \(difference)")
          }
          checked.insert("\(figure.name) \(parameter.pointer)")
        }
      }
    }
    for wanted in [
      "rate /geometry/r", "rate /geometry/trigger_eV", "rate_in_acceptance /geometry/r",
      "mcq3_margin_meV2 /geometry/r", "mcq3_margin_meV2 /geometry/trigger_eV", "mcq2_distance /geometry/trigger_eV",
      "mcq4_suppression /fibre/core_radius_um", "mcq4_suppression /fibre/high/thickness_um",
      "signal_to_background /fibre/low/thickness_um", "mcq4_per_signal /fibre/first_layer_factor",
      "signal_transmission /fibre/high/thickness_um", "fibre_radius_um /fibre/high/thickness_um",
      "layer_thickness_um /fibre/layers/1/thickness_um", "mcq4_suppression /fibre/layers/2/thickness_um",
      "omega1_eV /geometry/r", "omega2_eV /geometry/r",
    ] { #expect(checked.contains(wanted), "\(wanted)") }
  }

  @Test func `are those that evaluate prints`() throws {
    let study = try loader.load(
      name: "xe", tree: try studyTree("xe-paper", ["/geometry/acceptance_deg": .array([.number(90), .number(180)])]))
    let evaluation = Evaluation(study), point = DesignPoint(evaluation, measure: .total)
    let json = evaluation.json()
    func printed(_ pointer: String) -> Double? { json.value(at: pointer)?.doubleValue }
    func value(_ figure: DesignFigure) -> Double? { figure.value(point) }
    #expect(value(.rate) == printed("/rate/total_per_s"))
    #expect(value(.rateInAcceptance) == printed("/rate/accepted_per_s"))
    #expect(value(.figureOfMerit) == printed("/rate/figure_of_merit"))
    #expect(value(.mcq4PerSignal) == printed("/background/mcq4_per_signal_sigma2"))
    #expect(value(.mcq3Margin) == printed("/kinematics/mcq3/margin_eV2").map { 1e6 * $0 })
    #expect(value(.mcq2Distance) == printed("/kinematics/mcq2/distance"))
    #expect(value(.firstLaser) == printed("/kinematics/omega1_eV"))
    #expect(value(.secondLaser) == printed("/kinematics/omega2_eV"))
    #expect(value(.triggerEnergy) == printed("/kinematics/trigger_eV"))
    #expect(value(.detectedEnergy) == printed("/kinematics/detected_eV"))
    #expect(value(.mcq4Suppression) == nil && value(.fibreRadius) == nil)
  }

  @Test func `have names of their own and say what they are`() {
    #expect(Set(DesignFigure.all.map(\.name)).count == DesignFigure.all.count)
    for figure in DesignFigure.all {
      #expect(figure.definition.count > 20 && DesignFigure(named: figure.name) == figure)
    }
  }
}
