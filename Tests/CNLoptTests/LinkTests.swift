import CNLopt
import Testing

@Suite struct `NLopt` {
  @Test func `links and reports its version`() {
    var major: Int32 = 0
    var minor: Int32 = 0
    var bugfix: Int32 = 0
    nlopt_version(&major, &minor, &bugfix)
    // Debian 12 ships 2.7.1; 2.7 is the first release with the interfaces the program relies on.
    #expect((major, minor) >= (2, 7), "NLopt \(major).\(minor).\(bugfix)")
  }

  @Test func `minimises a parabola`() throws {
    let optimiser = try #require(nlopt_create(NLOPT_LN_BOBYQA, 1))
    defer { nlopt_destroy(optimiser) }
    nlopt_set_min_objective(optimiser, { _, x, _, _ in (x![0] - 3) * (x![0] - 3) }, nil)
    nlopt_set_xtol_rel(optimiser, 1e-9)
    var x = [1.0]
    var value = 0.0
    #expect(nlopt_optimize(optimiser, &x, &value).rawValue > 0)
    // BOBYQA is exact on a quadratic up to its step tolerance.
    #expect(abs(x[0] - 3) < 1e-6)
  }
}
