import Documents
import Drawing
import Foundation
import Studies
import Targets
import Testing
import _TestSupport

@testable import Reports

@Suite struct `Reports of fronts` {
  private static let loader = StudyLoader(database: Package.database)
  static let fronts = ["ho-front", "yb-front"]

  private func tree(_ name: String) throws -> JSONValue {
    let document = JSONDocument(
      name: name, text: try Package.text("reports/\(name)/\(name).json"), limits: ReportSubject.limits)
    return JSONValue(try #require(document.root))
  }

  private func front(_ tree: JSONValue, name: String = "front.json") throws -> FrontInput {
    guard
      case .front(let front) = try ReportSubject.load(
        name: name, bytes: Array(tree.text.utf8), loader: Self.loader, directory: ".")
    else { throw TestFailure("no front") }
    return front
  }

  private func report(_ tree: JSONValue) throws -> Report {
    Report(
      try front(tree), options: ReportOptions(command: "nupair report front.json"), database: Package.database)
  }

  // MARK: Content

  @Test(arguments: fronts)
  func `begin with what is traded, in numbers`(name: String) throws {
    let tree = try tree(name), markdown = try report(tree).article.markdown
    let answer = try #require(markdown.split(separator: "## The answer\n").dropFirst().first)
    #expect(answer.hasPrefix("\n**`"))
    let points = try #require(tree["points"]?.elements)
    #expect(answer.contains("None of the \(points.count) designs is better than another in both."))
    for figure in ["objective", "second"] {
      let name = try #require(tree.value(at: "/\(figure)/name")?.stringValue)
      #expect(answer.contains("**Best `\(name)`**, design"))
      for place in ["/points/0", "/points/\(points.count - 1)"] {
        let value = try #require(tree.value(at: "\(place)/\(figure)")?.doubleValue)
        #expect(answer.contains(NumberText.report(value)))
      }
    }
    #expect(markdown.contains("| \(points.count) | ") && markdown.contains("design \(points.count) |"))
    let searches = try #require(tree["steps"]?.elements.count)
    #expect(markdown.contains("Nothing: each of the \(searches) searches found a feasible design."))
    #expect(markdown.contains("seed 1") && markdown.contains("evaluation-budget"))
    let evaluated = markdown.components(separatedBy: "all the same to the last digit").count - 1
    #expect(evaluated == 2)
  }

  @Test func `say what could not be made feasible and what was left out`() throws {
    var tree = try tree("ho-front")
    // As if the search of design 2 had found nothing, and that of design 3 what design 4 beats.
    let points = try #require(tree["points"]?.elements)
    tree = tree.replacing("/points", with: .array([points[0]] + points[3...]))
    let missed = try #require(points[1]["step"]?.doubleValue), beaten = try #require(points[2]["step"]?.doubleValue)
    let place = "/steps/\(Int(missed))"
    for (key, value) in [
      ("result", "infeasible"), ("binding", "mcq2_distance"), ("objective", .null), ("second", .null),
    ] as [(String, JSONValue)] { tree = tree.replacing("\(place)/\(key)", with: value) }
    tree = tree.replacing("/dominated", with: .integer(1))
    tree = tree.replacing("/refused", with: .array([["picks": ["/target": "he"], "reason": "no such path"]]))
    let report = try report(tree), markdown = report.article.markdown
    let limit = NumberText.report(try #require(tree.value(at: "\(place)/limit")?.doubleValue))
    #expect(markdown.contains("`mcq3_margin_meV2` at least \(limit) meV²: infeasible: `mcq2_distance` stays broken"))
    #expect(markdown.contains("- `/target` = he: not searched, no such path"))
    #expect(markdown.contains("left out: dominated |") && markdown.contains("1 of the designs found was left out"))
    let figure = try #require(report.article.figures.first)
    #expect(figure.data.csv.contains("\ninfeasible,,") && figure.data.csv.contains("\ndominated,,"))
    #expect(figure.svg.contains("infeasible") && figure.svg.contains("left out: dominated"))
    #expect(Int(beaten) != Int(missed))
  }

  @Test func `label many limits that left nothing feasible once`() throws {
    var tree = try tree("ho-front")
    let points = try #require(tree["points"]?.elements)
    tree = tree.replacing("/points", with: .array([points[0], points[points.count - 1]]))
    for point in points.dropFirst().dropLast() {
      let place = "/steps/\(Int(try #require(point["step"]?.doubleValue)))"
      tree = tree.replacing("\(place)/result", with: "infeasible").replacing("\(place)/objective", with: .null)
    }
    let figure = try #require(try report(tree).article.figures.first)
    #expect(figure.texts.count { $0.text == "infeasible" } == 1)
    #expect(figure.data.csv.components(separatedBy: "\ninfeasible,").count == points.count - 1)
    for (index, text) in figure.texts.enumerated() {
      for other in figure.texts[(index + 1)...] { #expect(!text.overlaps(other), "\(text.text), \(other.text)") }
    }
  }

  @Test func `call a design that is beaten by its name`() throws {
    var tree = try tree("yb-front")
    tree = tree.replacing("/points/1/objective", with: .number(0.001))
    let markdown = try report(tree).article.markdown
    #expect(markdown.contains("| no design is better than another in both figures | design 2 is beaten | **no** |"))
    #expect(markdown.contains("`majorana_dirac` of the designs, evaluated again for this report | differs by"))
  }

  @Test func `of one design need no trade`() throws {
    let tree = try tree("yb-front")
    let one = tree.replacing("/points", with: .array([try #require(tree["points"]?.elements.first)]))
    let report = try report(one), markdown = report.article.markdown
    #expect(markdown.contains("**One design is the best in both**") && !markdown.contains("knee"))
    #expect(report.article.figures.map(\.name) == ["front"])
  }

  @Test func `read what an older version wrote`() throws {
    var tree = try tree("yb-front")
    for key in ["steps", "variables", "limits"] { tree = try tree.setting("/\(key)", to: nil) }
    for index in try #require(tree["points"]?.elements).indices {
      tree = try tree.setting("/points/\(index)/step", to: nil)
    }
    #expect(try report(tree).article.markdown.contains("did not keep its searches"))
  }

  @Test func `lead to the report of one design`() throws {
    let front = try front(try tree("yb-front"), name: "yb-front.json")
    let design = try #require(front.design(3))
    let markdown = Report(design, options: ReportOptions(command: "x"), database: Package.database).article.markdown
    #expect(markdown.contains("The design is number 3 of the 10 of the front `yb-front.json`"))
    #expect(front.design(0) == nil && front.design(11) == nil)
  }

  // MARK: Knees

  @Test func `find the knee of a bent front and none of a straight one`() throws {
    // u and v of (1, 0), (0.9, 0.8), (0, 1): the bulge is 0.7.
    let bent = FrontShape([(10, 1), (9, 5), (0, 6)])
    #expect(bent.knee?.index == 1 && abs((bent.knee?.bulge ?? 0) - 0.7) < 1e-12)
    #expect(FrontShape([(10, 1), (5, 3.5), (0, 6)]).knee == nil)
    // Bent the other way there is no knee either, nor between two points, nor where nothing changes.
    #expect(FrontShape([(10, 1), (1, 1.5), (0, 6)]).knee == nil)
    #expect(FrontShape([(10, 1), (0, 6)]).knee == nil)
    #expect(FrontShape([(1, 1), (1, 1), (1, 1)]).knee == nil)
  }

  @Test func `measure by logarithms where the axes have them`() {
    // Straight by logarithms; linear axes would bend.
    let shape = FrontShape([(1, 1), (10, 10), (100, 100)].map { ($0.0, 1000 / $0.1) })
    #expect(shape.isObjectiveLogarithmic && shape.isSecondLogarithmic && shape.knee == nil)
    // Zero and a sign have no logarithm.
    #expect(!FrontShape([(0, 1), (100, 2)]).isObjectiveLogarithmic)
    #expect(!FrontShape([(-1, 1), (100, 2)]).isObjectiveLogarithmic)
  }

  @Test func `number designs in runs`() {
    #expect(FrontReport.list([0]) == "design 1" && FrontReport.list([3, 0, 1, 2, 6]) == "designs 1–4, 7")
  }

  // MARK: Faults

  @Test func `are refused for files that are no fronts`() throws {
    let whole = try tree("yb-front")
    func refusal(_ pointer: String, _ value: JSONValue) -> [String] {
      do {
        _ = try front(whole.replacing(pointer, with: value))
        return []
      } catch let error as ReportError {
        return error.findings.map { "\($0.rule) \($0.pointer)" }
      } catch let error as StudyError {
        return error.findings.map { "\($0.rule) \($0.file)" }
      } catch {
        return ["\(error)"]
      }
    }
    #expect(refusal("/points", .array([])) == ["no-design /points"])
    #expect(refusal("/objective", .null) == ["front /objective"])
    #expect(refusal("/second/better", .null) == ["front /second"])
    #expect(refusal("/points/2/second", .null) == ["front /points/2"])
    #expect(refusal("/points/3/study", .null) == ["front /points/3"])
    #expect(refusal("/points/4/study/target", "nothing").first?.hasSuffix("front.json, /points/4") == true)
    let other = try #require(try tree("ho-front").value(at: "/points/0/study"))
    #expect(refusal("/points/5/study", other) == ["front /points/5"])
  }
}
