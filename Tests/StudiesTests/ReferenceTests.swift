import Documents
import Foundation
import Testing
import _TestSupport

@testable import Studies

/// Evaluations of an independent implementation in 110 digits.
private let reference: [JSONValue] = {
  let text = (try? Package.text("Tests/StudiesTests/Fixtures/evaluations.json")) ?? ""
  return JSONDocument(name: "evaluations.json", text: text).root.map(JSONValue.init)?["cases"]?.elements ?? []
}()

@Suite struct `Evaluation against the reference` {
  @Test func `has its cases`() { #expect(reference.count == 40) }

  @Test(arguments: reference.indices)
  func `agrees`(index: Int) throws {
    let sample = reference[index], expected = try sample.at("/expected")
    let study = try StudyLoader(database: Package.database).load(name: "case", tree: try sample.at("/study"))
    let found = Evaluation(study).json(angles: 37)
    let title = sample.value(at: "/study/title")?.stringValue ?? ""

    func check(_ pointer: String, within tolerance: Double, floor: Double = 0) throws {
      let want = try #require(expected.value(at: pointer)?.doubleValue, "\(pointer)")
      let got = try #require(found.value(at: pointer)?.doubleValue, "\(pointer)")
      #expect(abs(got - want) <= tolerance * abs(want) + floor, "\(pointer): \(got), not \(want) (\(title))")
    }
    // Sums and products of a few rounded numbers.
    for pointer in [
      "omega1_eV", "omega2_eV", "pair_energy_eV", "mass_squared_forward_eV2", "mass_squared_backward_eV2",
    ] {
      try check("/kinematics/" + pointer, within: 2e-15)
    }
    try check("/kinematics/mcq3/margin_eV2", within: 2e-15)
    // Differences from 1 or −1.
    for pointer in ["mcq3/window/0", "mcq3/window/1", "mcq2/r", "mcq2/distance"] {
      try check("/kinematics/" + pointer, within: 0, floor: 4e-16)
    }
    for index in 0..<3 { try check("/masses_eV/\(index)", within: 1e-15) }
    if sample.value(at: "/boundary/mcq3_within_4_ulp")?.boolValue == false {
      #expect(found.value(at: "/kinematics/mcq3/free") == expected.value(at: "/kinematics/mcq3/free"), "\(title)")
    }
    let close = Set(try sample.at("/boundary/pairs_within_4_ulp").elements.compactMap(\.stringValue))
    for index in 0..<6 {
      try check("/thresholds/\(index)/weight", within: 1e-14)
      let pair = try #require(expected.value(at: "/thresholds/\(index)/pair")?.stringValue)
      guard !close.contains(pair) else { continue }
      #expect(
        found.value(at: "/thresholds/\(index)/status") == expected.value(at: "/thresholds/\(index)/status"),
        "\(pair) (\(title))")
      if expected.value(at: "/thresholds/\(index)/theta_rad")?.doubleValue != nil {
        // An angle moves by √ of the rounding of M² near its ends.
        try check("/thresholds/\(index)/theta_rad", within: 1e-9)
      }
    }
    for pointer in ["gamma0_per_s", "unit_per_s_eV2", "figure_of_merit"] {
      try check("/rate/" + pointer, within: 1e-11)
    }
    // Where a pair is within rounding of its threshold, F ∝ √(M² − T) is a matter of the last bits of M² and T: √(4 ulp) ~ 3e-8, times the
    // ratio of a flat distribution's value to it.
    let isClose = !close.isEmpty
    let largest = try expected.at("/rate/angular/per_s_sr").elements.compactMap(\.doubleValue).max() ?? 0
    let unit = try #require(expected.value(at: "/rate/unit_per_s_eV2")?.doubleValue)
    let energy = try #require(expected.value(at: "/kinematics/pair_energy_eV")?.doubleValue)
    let floor = isClose ? 1e-6 * max(largest, unit * energy * energy / 50) : 1e-12 * largest
    try check("/rate/total_per_s", within: isClose ? 1e-6 : 1e-9, floor: isClose ? 4 * .pi * floor : 0)
    for index in 0..<37 { try check("/rate/angular/per_s_sr/\(index)", within: 1e-9, floor: floor) }
  }
}
