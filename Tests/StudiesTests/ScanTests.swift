import Documents
import Emission
import Foundation
import Synchronization
import Testing
import _TestSupport

@testable import Studies

@Suite struct `Scan` {
  private func lines(_ scan: StudyScan, threads: Int) -> [String] {
    let texts = Mutex<[String]>([])
    scan.stream(threads: threads, format: { row in row.map { $0.map { "\($0)" } ?? "" }.joined(separator: ",") + "\n" })
    {
      text in
      texts.withLock { $0.append(text) }
      return true
    }
    return texts.withLock { $0.joined().split(separator: "\n").map(String.init) }
  }

  private func scan(_ axes: [String], _ figures: [String]? = nil) throws -> StudyScan {
    try StudyScan(try template(try studyTree("xe-paper")), over: axes, figures: figures, measure: .strip)
  }

  @Test func `gives what evaluate gives, in order`() throws {
    let scan = try scan(
      ["geometry.r=-0.9:0.3:7", "/neutrino/lightest_meV=0:20:3"], ["rate", "mcq3_margin_meV2", "signal_to_background"])
    #expect(scan.count == 21)
    #expect(
      scan.columns == ["/geometry/r", "/neutrino/lightest_meV", "rate", "mcq3_margin_meV2", "signal_to_background"])
    for (index, (k, m)) in (0..<7).flatMap({ k in (0..<3).map { (k, $0) } }).enumerated() {
      let r = k == 6 ? 0.3 : -0.9 + 1.2 * Double(k) / 6, mass = 10 * Double(m)
      let study = try loader.load(
        name: "xe",
        tree: try studyTree("xe-paper", ["/geometry/r": .number(r), "/neutrino/lightest_meV": .number(mass)]))
      let evaluation = Evaluation(study), row = scan.row(index)
      #expect(row[0] == r && row[1] == mass)
      #expect(row[2] == evaluation.figures.total)
      #expect(row[3] == 1e6 * evaluation.kinematics.mcq3Margin)
    }
  }

  @Test func `gives the same on any number of threads`() throws {
    let scan = try scan(["geometry.r=-1:1:3001"])
    let one = lines(scan, threads: 1)
    #expect(one.count == 3001 && lines(scan, threads: 4) == one)
    // The figures that do not exist at the ends are empty, never NaN.
    #expect(!one.joined().contains("nan") && !one.joined().contains("inf"))
  }

  @Test(arguments: [
    "geometry.r", "geometry.r=1", "geometry.r=0:1:0", "geometry.r=0:2:5", "geometry.q=0:1:5",
    "fibre.core_radius_um=1:2:3",
    "geometry.r=nan:1:3",
  ])
  func `refuses`(axis: String) { #expect(throws: (any Error).self) { try scan([axis]) } }
}
