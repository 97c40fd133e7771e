import Documents
import Foundation
import Testing
import _TestSupport

@testable import Photonics

/// The rounding that a result of the given condition cannot avoid: the condition is an estimate from one direction, and dozens of layers add up.
private func tolerance(_ sample: JSONValue, _ least: Double = 3e-12) -> Double {
  max(least, 500 * 2.2e-16 * sample.condition)
}

@Suite struct `Fibre walls` {
  @Test(arguments: Fixtures.of("wall_admittance") + Fixtures.of("wall", in: Fixtures.independent))
  func `have the references' admittance`(sample: JSONValue) throws {
    let wall = WallAdmittance(
      order: Int(try sample.number("/input/m")), fibre: try sample.fibre(), k0: try sample.number("/input/k0"),
      beta: try sample.number("/input/beta"))
    for (name, found) in [("Y11", wall.y11), ("Y12", wall.y12), ("Y22", wall.y22)] {
      let expected = try sample.complex("/output/\(name)")
      #expect((found - expected).magnitude <= tolerance(sample, 2e-11) * expected.magnitude, "\(name)")
    }
  }

  @Test(arguments: Fixtures.of("C_matrix") + Fixtures.of("wall", in: Fixtures.independent))
  func `take what the references say from each source`(sample: JSONValue) throws {
    let expected = (
      nn: try sample.number("/output/C_NN"), mm: try sample.number("/output/C_MM"),
      nm: try sample.number("/output/C_NM")
    )
    let found = ChannelMatrix(
      order: Int(try sample.number("/input/m")), fibre: try sample.fibre(), k0: try sample.number("/input/k0"),
      beta: try sample.number("/input/beta"))
    let within = tolerance(sample)
    #expect(isClose(found.nn, expected.nn, within))
    #expect(isClose(found.mm, expected.mm, within))
    #expect(abs(found.nm - expected.nm) <= within * (expected.nn * expected.mm).squareRoot())
  }

  /// Orders to 58, 200 layers, light lines to 1e-12, layers to 100 µm, suppression below 1e-60: logarithms where doubles end.
  @Test(arguments: Fixtures.of("extreme", in: Fixtures.independent))
  func `hold at the extremes`(sample: JSONValue) throws {
    var solver = GeneralFibreSolver(order: Int(try sample.number("/input/m")))
    let (matrix, logarithm) = solver.channel(
      try sample.fibre(), k0: try sample.number("/input/k0"), beta: try sample.number("/input/beta"))
    for (name, found) in [("C_NN", matrix.nn), ("C_MM", matrix.mm)] {
      let text = try sample.value(at: "/output/\(name)")?.stringValue ?? "\(sample.number("/output/\(name)"))"
      let parts = text.lowercased().split(separator: "e")
      let mantissa = try #require(Double(parts[0])), exponent = parts.count > 1 ? Double(parts[1]) ?? .nan : 0
      guard mantissa > 0 else {
        #expect(found == 0)
        continue
      }
      #expect(found > 0 && logarithm.isFinite)
      let difference = log(found) + logarithm - log(mantissa) - exponent * log(10.0)
      #expect(abs(difference) < tolerance(sample, 1e-11) + 1e-15 * abs(logarithm), "\(name)")
    }
  }
}

@Suite struct `Emission in the core` {
  private func solver(_ sample: JSONValue, orders: Int) throws -> FibreSolver {
    let solver = FibreSolver(maximumOrder: orders)
    solver.solve(try sample.fibre(), k0: try sample.number("/input/k0"), beta: try sample.number("/input/beta"))
    return solver
  }

  @Test(arguments: Fixtures.of("s_channel") + Fixtures.of("s_channel_absorbing"))
  func `agrees with the reference`(sample: JSONValue) throws {
    let n = Int(try sample.number("/input/n"))
    #expect(isClose(try solver(sample, orders: n + 1).emission(n), try sample.number("/output/s_n"), 1e-12))
  }

  @Test(arguments: Fixtures.of("s_n", in: Fixtures.independent) + Fixtures.of("absorbing", in: Fixtures.independent))
  func `agrees with the independent program`(sample: JSONValue) throws {
    let count = try sample.at("/output/s").elements.count
    let expected = try (0..<count).map { try sample.number("/output/s/\($0)") }
    let solver = try solver(sample, orders: expected.count)
    for (n, value) in expected.enumerated() {
      #expect(
        isClose(solver.emission(n), value, tolerance(sample, 1e-10)), "n = \(n): \(solver.emission(n)), not \(value)")
    }
  }

  @Test(arguments: Fixtures.of("ldos"))
  func `agrees with the reference on the axis and over the core`(sample: JSONValue) throws {
    let solver = try solver(sample, orders: 16)
    let b = try sample.number("/input/beta") / (try sample.number("/input/k0"))
    let axis = solver.axisFactors(axialIndex: b)
    #expect(isClose(axis.along, try sample.number("/output/S_axis_z"), 1e-9))
    #expect(isClose(axis.across, try sample.number("/output/S_axis_perp"), 1e-9))
    #expect(isClose(axis.trace, try sample.number("/output/S_axis_trace"), 1e-9))
    #expect(isClose(solver.coreAverage, try sample.number("/output/S_core_average"), 1e-8))
  }

  /// 36 points of three fibres; absorbing boundaries limit Meep to about 1e-3.
  @Test func `agrees with Meep`() throws {
    #expect(Fixtures.meep.count == 36)
    let solver = FibreSolver(maximumOrder: 1)
    for sample in Fixtures.meep {
      let count = try sample.at("/layers").elements.count
      let layers = try (0..<count).map {
        (index: try sample.number("/layers/\($0)/0"), thickness: try sample.number("/layers/\($0)/1"))
      }
      let k0 = try sample.number("/k0"), beta = try sample.number("/beta")
      solver.solve(FibreSlice(coreRadius: try sample.number("/rco"), layers: layers, surround: 1), k0: k0, beta: beta)
      let axis = solver.axisFactors(axialIndex: beta / k0)
      #expect(isClose(axis.along, try sample.number("/S_z"), 2e-3))
      #expect(isClose(axis.across, try sample.number("/S_perp"), 2e-3))
    }
  }

  @Test func `is that of free space without a wall`() {
    let solver = FibreSolver(maximumOrder: 12)
    let empty = FibreSlice(coreRadius: 2, layers: [(index: 1, thickness: 0.3), (index: 1, thickness: 5)], surround: 1)
    for b in [0, 0.3, 0.9, 0.999_999] {
      solver.solve(empty, k0: 3, beta: 3 * b)
      for n in 0..<12 { #expect(isClose(solver.emission(n), 1, 1e-11)) }
    }
    solver.solve(FibreSlice(coreRadius: 2, layers: [(index: Double, thickness: Double)](), surround: 1), k0: 3, beta: 1)
    #expect(isClose(solver.emission(0), 1, 1e-12))
  }

  @Test func `does not depend on the direction along the fibre or on cuts in a layer`() {
    let a = FibreSlice(
      coreRadius: 2, layers: [(index: 3, thickness: 0.15), (index: 1.5, thickness: 0.4)], surround: 1.5)
    let b = FibreSlice(
      coreRadius: 2, layers: [(index: 3, thickness: 0.1), (index: 3, thickness: 0.05), (index: 1.5, thickness: 0.4)],
      surround: 1.5)
    let one = FibreSolver(maximumOrder: 8), other = FibreSolver(maximumOrder: 8)
    for beta in [0.7, 2.9, 3.4, 4.1] {
      one.solve(a, k0: 3, beta: beta)
      other.solve(a, k0: 3, beta: -beta)
      for n in 0..<8 { #expect(isClose(one.emission(n), other.emission(n), 1e-12)) }
      other.solve(b, k0: 3, beta: beta)
      for n in 0..<8 { #expect(isClose(one.emission(n), other.emission(n), 1e-11)) }
    }
  }

  /// Two implementations: four orders to a vector in real arithmetic, and one order at a time in complex.
  @Test func `is the same from both solvers`() {
    var generator = SeededGenerator(seed: 20)
    var compared = 0
    for _ in 0..<200 {
      let count = Int.random(in: 1...40, using: &generator)
      let layers = (0..<count).map { _ in
        (
          index: Double.random(in: 1...5, using: &generator),
          thickness: exp(Double.random(in: log(0.01)...0, using: &generator))
        )
      }
      let k0 = exp(Double.random(in: log(0.3)...log(8), using: &generator))
      let surround = Double.random(in: 1...3, using: &generator)
      let beta = Double.random(in: 0...surround * k0, using: &generator)
      let fibre = FibreSlice(
        coreRadius: exp(Double.random(in: log(0.3)...log(50), using: &generator)), layers: layers, surround: surround)
      let fast = RealFibreSolver(maximumOrder: 7)
      guard fast.solve(fibre, k0: k0, beta: beta) else { continue }
      for m in 0...7 {
        var general = GeneralFibreSolver(order: m)
        let expected = general.emission(fibre, k0: k0, beta: beta), match = fast.matches[m / 4]
        let scale = exp(expected.logarithm)
        compared += 1
        // Resonances multiply the rounding by their quality.
        #expect(isClose(match.raising[m % 4], expected.raising * scale, 1e-6))
        #expect(isClose(match.lowering[m % 4], expected.lowering * scale, 1e-6))
        #expect(isClose(match.axial[m % 4], expected.axial * scale, 1e-6))
      }
    }
    #expect(compared > 1400)
  }

  /// What an absorbing wall takes, by its admittance and by the light that its layers absorb and let through.
  @Test func `gives an absorbing wall what it absorbs and lets through`() {
    var generator = SeededGenerator(seed: 23)
    var direct = 0
    for _ in 0..<60 {
      let layers = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        let index = Complex(
          Double.random(in: 1...5, using: &generator), exp(Double.random(in: log(1e-7)...log(0.5), using: &generator)))
        return (
          permittivity: index * index, thickness: exp(Double.random(in: log(0.02)...log(0.6), using: &generator))
        )
      }
      let k0 = exp(Double.random(in: log(0.5)...log(6), using: &generator))
      let fibre = FibreSlice(
        coreRadius: exp(Double.random(in: log(0.5)...log(10), using: &generator)), layers: layers,
        surround: [Complex(1), Complex(2.25, 1e-3)].randomElement(using: &generator) ?? Complex(1))
      let beta = Double.random(in: 0...1.2, using: &generator) * k0
      for m in 0...5 {
        var solver = GeneralFibreSolver(order: m)
        solver.tables.fill(fibre, k0: Complex(k0), beta: Complex(beta))
        let slow = solver.wall(k0: Complex(k0), beta: Complex(beta), withAbsorption: true)
        var fast = solver.wall(k0: Complex(k0), beta: Complex(beta), withAbsorption: false)
        guard fast.takeFluxOfAdmittance(at: fibre.coreRadius) else { continue }
        direct += 1
        let scale = exp(slow.logarithm)
        // The rounding that it allows; beyond the quadrature's own 1e-9.
        #expect(isClose(fast.flux.g11, scale * slow.flux.g11, 1e-7))
        #expect(isClose(fast.flux.g22, scale * slow.flux.g22, 1e-7))
        let mean = (fast.flux.g11 * fast.flux.g22).squareRoot()
        #expect(abs(fast.flux.g12.re - scale * slow.flux.g12.re) < 1e-7 * mean)
      }
    }
    #expect(direct > 200)
  }

  /// Far from the axis's curvature the wall is flat, with an error that falls as 1/R; waves into it lose what a plane mirror passes.
  @Test func `tends to the plane mirror for a wide core`() {
    let k0 = 3.8, beta = 2.0
    var errors: [Double] = []
    for radius in [200.0, 2000] {
      let fibre = literatureFibre(pairs: 3, coreRadius: radius)
      let wall = WallAdmittance(order: 0, fibre: fibre, k0: k0, beta: beta)
      let flat = PlanarStack(wallOf: fibre).response(k0: k0, beta: beta, polarisation: .te)
      let q = (k0 * k0 - beta * beta).squareRoot()
      // E_φ = e, H_z = iv: outward impedance E_φ/H_z = e/(iv); a plane TE wave has k₀/q.
      let impedance = wall.y22 / Complex.i, plane = Complex(k0 / q)
      let amplitude = (impedance - plane) / (impedance + plane)
      errors.append((amplitude - flat.amplitude).magnitude)
    }
    #expect(errors[1] < 1e-4 && errors[1] < 0.15 * errors[0])
  }

  /// exp(−2κΛ) for each pair in the gap, 0.0775 for TE at grazing incidence; the core's curvature moves the fibre by a percent at most.
  @Test func `falls per pair as Bloch waves do`() {
    let k0 = 0.75 / PairSuppression.hbarC, beta = 0.9975 * k0
    let fibres = [9, 10].map { literatureFibre(pairs: $0, coreRadius: 3, energy: 0.75) }
    let wall = fibres.map { ChannelMatrix(order: 0, fibre: $0, k0: k0, beta: beta).mm }
    let period = BlochStack([
      .init(index: 4.6, thickness: fibres[0].radii[1] - fibres[0].radii[0]),
      .init(index: 1.6, thickness: fibres[0].radii[2] - fibres[0].radii[1]),
    ])
    let bloch = exp(-2 * period.decayPerPeriod(k0: k0, beta: beta, polarisation: .te))
    #expect(isClose(bloch, 0.0775, 0.005))
    #expect(isClose(wall[1] / wall[0], bloch, 0.012))
  }

  @Test func `never leaves the numbers`() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<150 {
      let count = [1, 7, 60, 200].randomElement(using: &generator) ?? 1
      let layers = (0..<count).map { _ in
        (
          index: Double.random(in: 1...5, using: &generator),
          thickness: exp(Double.random(in: log(1e-4)...log(count > 60 ? 1 : 100), using: &generator))
        )
      }
      let k0 = exp(Double.random(in: log(0.3)...log(8), using: &generator))
      let lines = layers.map(\.index) + [1, 1.6]
      let line = lines.randomElement(using: &generator) ?? 1
      let beta =
        line * k0
        * (1 + Double.random(in: -1...1, using: &generator) * pow(10, Double.random(in: -15...0, using: &generator)))
      let fibre = FibreSlice(
        coreRadius: exp(Double.random(in: log(0.3)...log(50), using: &generator)), layers: layers, surround: 1.6)
      for m in [0, 1, 12, 60] {
        var solver = GeneralFibreSolver(order: m)
        let found = solver.emission(fibre, k0: k0, beta: beta)
        for value in [found.raising, found.lowering, found.axial] { #expect(value.isFinite && value >= 0) }
        #expect(found.logarithm.isFinite && found.dispersion.isFinite && found.dispersionLogarithm.isFinite)
      }
    }
  }
}

@Suite struct `Fibre modes` {
  /// TE01 of sixteen pairs of 1.49/1.17 at 1 µm.
  @Test func `include the literature's`() throws {
    let fibre = FibreSlice(
      coreRadius: 1.3278,
      layers: (0..<32).map {
        (index: $0.isMultiple(of: 2) ? 1.49 : 1.17, thickness: $0.isMultiple(of: 2) ? 0.2133 : 0.3460)
      },
      surround: 1.49)
    var finder = FibreModeFinder(fibre, order: 0, k0: 2 * .pi)
    let found = finder.mode(near: Complex(0.891, 1e-8))
    let mode = try #require(found)
    #expect(abs(mode.effectiveIndex.re - 0.891067) < 5e-7)
    #expect(isClose(mode.effectiveIndex.im, 1.4226e-8, 5e-5))
    #expect(mode.kind == .te)
  }

  @Test(arguments: Fixtures.of("leaky_mode"))
  func `include the reference's`(sample: JSONValue) throws {
    var finder = FibreModeFinder(
      try sample.fibre(), order: Int(try sample.number("/input/m")), k0: try sample.number("/input/k0"))
    let search = finder.modes(in: 0.5...0.999_999, largestLoss: 0.01)
    #expect(search.count == search.modes.count)
    let kind: FibreMode.Kind = sample.value(at: "/input/type")?.stringValue == "TE" ? .te : .hybrid
    let mode = try #require(search.modes.first { $0.kind == kind })
    let expected = try sample.complex("/output/n_eff")
    #expect(abs(mode.effectiveIndex.re - expected.re) < 1e-9)
    #expect(isClose(mode.effectiveIndex.im, expected.im, 1e-6))
  }

  /// Every mode, and no other.
  @Test(arguments: Fixtures.of("modes", in: Fixtures.independent))
  func `are those of the independent program`(sample: JSONValue) throws {
    var finder = FibreModeFinder(
      try sample.fibre(), order: Int(try sample.number("/input/m")), k0: try sample.number("/input/k0"))
    let search = finder.modes(in: 0.2...0.999_999_9, largestLoss: 0.05)
    let count = try sample.at("/output/modes").elements.count
    let expected = try (0..<count).map { try sample.complex("/output/modes/\($0)") }
    #expect(search.count == expected.count)
    #expect(search.modes.count == expected.count)
    for (mode, index) in zip(search.modes, expected) {
      #expect((mode.effectiveIndex - index).magnitude < 1e-10)
    }
  }

  @Test func `have a group index that is the slope of β`() throws {
    let fibre = BraggFibre(
      coreRadius: 3, pairs: 5, high: .init(medium: .constant(n: 4.6, k: 0), thickness: 0.0986),
      low: .init(medium: .constant(n: 1.6, k: 0), thickness: 0.3545), surround: .constant(n: 1.6, k: 0))
    let energy = 0.7
    func mode(_ energy: Double) throws -> FibreMode {
      var finder = FibreModeFinder(fibre.slices(energy), order: 0, k0: energy / PairSuppression.hbarC)
      let search = finder.modes(in: 0.8...0.99, largestLoss: 0.01)
      return try #require(search.modes.first { $0.kind == .te })
    }
    let slope = try fibre.groupIndex(of: mode(energy), energy: energy)
    let found = try #require(slope)
    let difference =
      try
      (mode(energy + 1e-3).effectiveIndex.re * (energy + 1e-3) - mode(energy - 1e-3).effectiveIndex.re * (energy - 1e-3))
      / 2e-3
    #expect(isClose(found, difference, 1e-4))
    // Light in a hollow guide is slower than in vacuum, by about 1/n_eff.
    #expect(found > 1)
  }
}
