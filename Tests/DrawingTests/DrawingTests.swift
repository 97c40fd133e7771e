import Foundation
import Testing

@testable import Drawing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `Drawing` {
  @Test(arguments: [
    (0.0, "0"), (-0.001, "0"), (1, "1"), (1.5, "1.5"), (1.234, "1.23"), (1.005, "1"), (-2.06, "-2.06"), (340, "340"),
    (0.07, "0.07"),
  ])
  func `writes places with two decimals at most`(value: Double, text: String) { #expect(Canvas.number(value) == text) }

  @Test func `escapes what XML reserves and leaves out what it forbids`() {
    #expect(Canvas.escaped("a<b>&\"c\"\u{1}\n") == "a&lt;b&gt;&amp;&quot;c&quot; ")
  }

  @Test func `reads subscripts and superscripts`() {
    #expect(Label("ω_{0} = 3^{−1}").plain == "ω0 = 3−1")
    #expect(Label("5I7_1").runs.count == 1)
    #expect(Label("a_{b").plain == "ab")
    #expect(Label("m_{i}").width(size: 9) < Label("mi").width(size: 9))
  }

  @Test(arguments: 1...40)
  func `spreads labels without overlap, in their order`(seed: Int) {
    // A small generator is enough: places that crowd.
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let count = 1 + seed % 8
    let wanted = (0..<count).map { _ in 100 * next() * next() }, extents = (0..<count).map { _ in 3 + 8 * next() }
    let centres = Spread.centres(wanted, extents: extents, gap: 1, in: 0...100)
    let order = wanted.indices.sorted { centres[$0] < centres[$1] }
    for (a, b) in zip(order, order.dropFirst()) {
      #expect(centres[b] - centres[a] >= (extents[a] + extents[b]) / 2 + 1 - 1e-9)
      #expect(wanted[a] <= wanted[b])
    }
    for index in centres.indices where extents.reduce(0, +) + Double(count) < 100 {
      #expect(centres[index] - extents[index] / 2 >= -1e-9 && centres[index] + extents[index] / 2 <= 100 + 1e-9)
    }
  }

  @Test func `marks axes at round numbers`() {
    func labels(_ ticks: Ticks) -> [String] { ticks.ticks.compactMap { $0.label?.plain } }
    #expect(labels(Ticks(linear: 0...1, most: 6)) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    let small = Ticks(linear: 0...4.4e-8, most: 5)
    #expect(labels(small) == ["0", "1", "2", "3", "4"] && small.exponent == -8)
    #expect(labels(Ticks(linear: -1.9...0.4, most: 3)) == ["−1", "0"])
    // One number would show no scale.
    #expect(labels(Ticks(linear: 0.9425...0.9492, most: 3)) == ["0.944", "0.946", "0.948"])
    #expect(labels(Ticks(linear: -1.4...0.92, most: 3)) == ["−1", "0"])
    #expect(labels(Ticks(linear: -0.9...0.9, most: 2)).count >= 2)
    #expect(labels(Ticks(logarithmic: 1e-6...1, most: 4)).first == "10−6")
    #expect(labels(Ticks(logarithmic: 2...9, most: 4)) == ["2", "5"])
    for range in [1e-300...1e300, 1e-5...1.00001e-5] { #expect(Ticks(logarithmic: range, most: 5).ticks.count < 2000) }
  }

  @Test func `breaks lines where there is no number, on either scale`() throws {
    let points: [(x: Double, y: Double?)] = [(1, 1), (2, nil), (3, .nan), (4, .infinity), (5, -1), (6, 2)]
    let panel = Panel(
      x: .init("x", 1...6), y: .init("y", 0.1...10, .logarithmic), marks: [.line(points, .blue, label: "a & b < c")])
    let figure = Figure(
      name: "test", title: "x & y", caption: "", panels: [panel],
      data: DataTable(["x", "a, \"b\""], numbers: points.map { [$0.x, $0.y] }))
    #expect(!figure.svg.lowercased().contains("nan") && !figure.svg.contains("inf"))
    #expect(XMLParser(data: Data(figure.svg.utf8)).parse())
    #expect(figure.data.csv == "x,\"a, \"\"b\"\"\"\n1,1\n2,\n3,\n4,\n5,-1\n6,2\n")
  }

  @Test func `gives an axis without length some`() {
    #expect(Panel.Axis("x", 3...3).range.contains(3))
    #expect(Panel.Axis("x", 0...0).share(0) == 0.5)
    #expect(Panel.Axis("x", 2...2, .logarithmic).share(2) == 0.5)
    #expect(Panel.Axis("x", 1...100, .logarithmic, isReversed: true).share(10) == 0.5)
    #expect(Panel.Axis("x", 1...100, .logarithmic).share(-1) == nil)
  }
}
