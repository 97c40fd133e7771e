import Documents
import Testing

@Suite struct `Number text` {
  @Test(arguments: [
    (0.0, "0"), (85, "85"), (0.342, "0.342"), (6.53e4, "6.53e4"), (1234, "1234"), (1234.5, "1.23e3"), (999.9, "1.00e3"),
    (0.001, "1.00e-3"), (-2.5, "-2.5"), (9.34e-15, "9.34e-15"), (1e5, "1.00e5"),
  ])
  func `is short`(value: Double, text: String) { #expect(NumberText.short(value) == text) }

  @Test func `is exact where asked`() {
    #expect(NumberText.exact(76196.767) == "76196.767")
    #expect(NumberText.exact(12_400_000) == "12400000")
    #expect(NumberText.exact(1e22) == "1e+22")
    #expect(NumberText.fixed(-0.365321, 5) == "-0.36532")
  }
}
