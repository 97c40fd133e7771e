import Documents
import Foundation
import Testing
import _TestSupport

@testable import Photonics

@Suite struct `Planar stacks` {
  private func polarisation(_ sample: JSONValue) -> Polarisation {
    sample.value(at: "/input/pol")?.stringValue == "TE" ? .te : .tm
  }

  private func stack(_ sample: JSONValue) throws -> PlanarStack {
    let far = Complex(try sample.number("/input/n_out"), sample.value(at: "/input/k_out")?.doubleValue ?? 0)
    return PlanarStack(
      near: try sample.number("/input/n_in"),
      layers: sample.layers().map { PlanarStack.Layer(permittivity: $0.permittivity, thickness: $0.thickness) },
      far: far * far)
  }

  @Test(arguments: Fixtures.of("planar_reflection") + Fixtures.of("planar", in: Fixtures.independent))
  func `agree with the references`(sample: JSONValue) throws {
    let response = try stack(sample).response(
      k0: try sample.number("/input/k0"), beta: try sample.number("/input/beta"), polarisation: polarisation(sample))
    // Given to 12 digits, or exact.
    #expect((response.amplitude - (try sample.complex("/output/r"))).magnitude < 3e-11)
    if let transmitted = sample.value(at: "/output/T")?.doubleValue {
      #expect(isClose(try #require(response.transmitted), transmitted, 1e-11))
    }
  }

  @Test func `keep all light and pass it the same both ways`() throws {
    let indices = [4.6, 1.6, 3.47, 1.43, 2.2], thicknesses = [0.09, 0.33, 0.12, 0.37, 0.21]
    let layers = zip(indices, thicknesses).map { PlanarStack.Layer(permittivity: Complex($0 * $0), thickness: $1) }
    let forth = PlanarStack(near: 1.3, layers: layers, far: Complex(1.7 * 1.7))
    let back = PlanarStack(near: 1.7, layers: layers.reversed(), far: Complex(1.3 * 1.3))
    for k0 in [0.5, 2.1, 3.8, 9.0] {
      for beta in [0, 0.4, 0.9, 1.2].map({ $0 * k0 }) {
        for polarisation in Polarisation.allCases {
          let a = forth.response(k0: k0, beta: beta, polarisation: polarisation)
          let b = back.response(k0: k0, beta: beta, polarisation: polarisation)
          #expect(abs(a.reflected + (try #require(a.transmitted)) - 1) < 3e-15)
          #expect(abs((try #require(a.transmitted)) - (try #require(b.transmitted))) < 3e-15)
        }
      }
    }
  }

  /// R = ((n_in − y)/(n_in + y))², y = n_out (n_H/n_L)^{2N} of N quarter-wave pairs.
  @Test(arguments: [1, 5, 20])
  func `reflect as quarter waves do`(pairs: Int) throws {
    let k0 = 3.5, high = 4.6, low = 1.6
    let layers = (0..<2 * pairs).map { j in
      let index = j.isMultiple(of: 2) ? high : low
      return PlanarStack.Layer(permittivity: Complex(index * index), thickness: .pi / 2 / (index * k0))
    }
    let y = 1.5 * pow(high / low, 2 * Double(pairs))
    let exact = pow((1 - y) / (1 + y), 2)
    for polarisation in Polarisation.allCases {
      let response = PlanarStack(near: 1, layers: layers, far: Complex(2.25)).response(
        k0: k0, beta: 0, polarisation: polarisation)
      #expect(isClose(response.reflected, exact, 1e-14))
      // What gets through keeps its digits where 1 − R has none.
      #expect(isClose(try #require(response.transmitted), 4 * y / pow(1 + y, 2), 1e-13 * Double(pairs)))
    }
  }

  @Test func `tunnel without overflow through thick layers below their light line`() throws {
    let thick = PlanarStack(
      near: 3, layers: [PlanarStack.Layer(permittivity: Complex(1), thickness: 20)], far: Complex(9))
    let response = thick.response(k0: 4, beta: 10, polarisation: .te)
    let kappa = (100.0 - 16).squareRoot(), k = (144.0 - 100).squareRoot()
    // |t|² = 1/(1 + (s/2)² (k/κ + κ/k)²) with s = sinh κd, here e^{κd}/2.
    let exact = 16 * exp(-40 * kappa) / pow(k / kappa + kappa / k, 2)
    #expect(isClose(try #require(response.transmitted), exact, 1e-12))
    #expect(abs(response.reflected - 1) < 1e-15)
  }
}

@Suite struct `Bloch bands` {
  private func pair(_ sample: JSONValue, _ prefix: String = "/input") throws -> BlochStack {
    BlochStack([
      .init(index: try sample.number(prefix + "/n1"), thickness: try sample.number(prefix + "/d1")),
      .init(index: try sample.number(prefix + "/n2"), thickness: try sample.number(prefix + "/d2")),
    ])
  }

  @Test(arguments: Fixtures.of("bloch_cos") + Fixtures.of("bloch", in: Fixtures.independent))
  func `have the reference's discriminant`(sample: JSONValue) throws {
    let found = try pair(sample).cosine(
      k0: try sample.number("/input/k0"), beta: try sample.number("/input/beta"),
      polarisation: sample.value(at: "/input/pol")?.stringValue == "TE" ? .te : .tm)
    #expect(isClose(found, try sample.number("/output/cos_K_Lambda"), 2e-12))
  }

  @Test(arguments: Fixtures.of("gap_edges"))
  func `have the reference's gaps`(sample: JSONValue) throws {
    let found = try pair(sample).gap(
      along: .slope(try sample.number("/input/slope")),
      polarisation: sample.value(at: "/input/pol")?.stringValue == "TE" ? .te : .tm)
    let gap = try #require(found)
    #expect(isClose(gap.lowerBound, try sample.number("/output/k_lo"), 1e-12))
    #expect(isClose(gap.upperBound, try sample.number("/output/k_hi"), 1e-12))
  }

  @Test func `have the reference's gap at every angle`() throws {
    for sample in Fixtures.of("omni_gap") {
      let found = try pair(sample).omnidirectionalGap(ambient: try sample.number("/input/n_ambient"))
      let gap = try #require(found)
      #expect(isClose(gap.lowerBound, try sample.number("/output/k_lo"), 1e-11))
      #expect(isClose(gap.upperBound, try sample.number("/output/k_hi"), 1e-11))
    }
  }

  @Test func `follow the closed forms of quarter waves`() throws {
    #expect(
      isClose(BlochStack.QuarterWave(high: 4.6, low: 1.6).relativeWidth(axialIndex: 0, polarisation: .te), 0.6431, 1e-4)
    )
    for sample in Fixtures.of("pair_figures") {
      let pair = BlochStack.QuarterWave(
        high: try sample.number("/input/n_high"), low: try sample.number("/input/n_low"))
      #expect(
        isClose(
          pair.intensityPerPair(axialIndex: 0, polarisation: .te), try sample.number("/output/normal_per_pair"), 1e-12))
      #expect(
        isClose(
          pair.intensityPerPair(axialIndex: 1, polarisation: .te), try sample.number("/output/te_grazing_per_pair"),
          1e-12))
      #expect(
        isClose(
          pair.intensityPerPair(axialIndex: 1, polarisation: .tm), try sample.number("/output/tm_grazing_per_pair"),
          1e-12))
      #expect(
        isClose(pair.relativeWidth(axialIndex: 0, polarisation: .tm), try sample.number("/output/gap_normal"), 1e-12))
      #expect(
        isClose(
          pair.relativeWidth(axialIndex: 1, polarisation: .te), try sample.number("/output/gap_te_grazing"), 1e-12))
      #expect(
        isClose(
          pair.relativeWidth(axialIndex: 1, polarisation: .tm), try sample.number("/output/gap_tm_grazing"), 1e-12))
    }
  }

  /// Three stacks, four axial wave numbers, both polarisations, three Bloch numbers, five bands each.
  @Test func `agree with MPB`() throws {
    #expect(Fixtures.mpb.count == 72)
    for sample in Fixtures.mpb {
      let expected = try sample.at("/k0").elements.compactMap(\.doubleValue)
      #expect(expected.count == 5)
      let found = try pair(sample, "").bands(
        count: expected.count, blochNumber: try sample.number("/K"), along: .fixed(try sample.number("/beta")),
        polarisation: sample["pol"]?.stringValue == "TE" ? .te : .tm)
      // MPB's own convergence is 1e-9.
      for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-8 * max(1, b), "\(a) \(b)") }
    }
  }
}

@Suite struct `The transmission's slopes` {
  private static func fibre(_ random: inout SeededGenerator) -> FibreSlice {
    let layers = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      let n = Double.random(in: 1.1...4.6, using: &random)
      let k = Bool.random(using: &random) ? 0 : pow(10, Double.random(in: -4...(-1), using: &random))
      return (
        permittivity: Complex(n * n - k * k, 2 * n * k), thickness: Double.random(in: 0.02...0.6, using: &random)
      )
    }
    return FibreSlice(coreRadius: 3, layers: layers, surround: Complex(2.25))
  }

  /// At one angle and over a range of them, transparent or not; central differences with Richardson's step are good to 1e-6.
  @Test func `are those of its differences`() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<25 {
      let fibre = Self.fibre(&random), k0 = Double.random(in: 1...6, using: &random)
      let low = Double.random(in: 0.1...1.2, using: &random)
      let angles = Bool.random(using: &random) ? low...low : low...(low + 0.6)
      let slope = fibre.transmissionSlope(k0: k0, angles: angles, relativeError: 1e-9)
      #expect(isClose(slope.value, fibre.transmission(k0: k0, angles: angles, relativeError: 1e-9), 1e-8))
      let largest = slope.byThickness.reduce(0) { max($0, abs($1)) }
      for index in fibre.layers.indices {
        func thicker(_ shift: Double) -> Double {
          let thicknesses = zip(fibre.radii, fibre.radii.dropFirst()).map { $1 - $0 }
          return FibreSlice(
            coreRadius: 3,
            layers: zip(fibre.layers, thicknesses).enumerated().map {
              ($0.element.0, $0.element.1 + ($0.offset == index ? shift : 0))
            }, surround: fibre.surround
          ).transmission(k0: k0, angles: angles, relativeError: 1e-10)
        }
        func central(_ step: Double) -> Double { (thicker(step) - thicker(-step)) / (2 * step) }
        let difference = (4 * central(5e-5) - central(1e-4)) / 3
        #expect(abs(slope.byThickness[index] - difference) < 1e-6 * largest)
      }
    }
  }

  /// Deep in a gap 1 − R has no digits; the slopes of what is carried keep theirs: 40 pairs pass 1e-37 of the light.
  @Test func `keep their digits in a gap`() throws {
    let fibre = literatureFibre(pairs: 40, coreRadius: 3), k0 = 0.7 / PairSuppression.hbarC
    let stack = PlanarStack(wallOf: fibre)
    let slopes = try #require(stack.transmissionSlopes(k0: k0, beta: 0.9 * k0, polarisation: .te))
    var layers = stack.layers
    func logarithm(_ step: Double) -> Double {
      layers[10] = .init(permittivity: layers[10].permittivity, thickness: stack.layers[10].thickness + step)
      let response = PlanarStack(near: stack.near, layers: layers, far: stack.far).response(
        k0: k0, beta: 0.9 * k0, polarisation: .te)
      return log(response.transmitted ?? 0)
    }
    #expect(exp(logarithm(0)) < 1e-30)
    let difference = (logarithm(1e-4) - logarithm(-1e-4)) / 2e-4
    #expect(abs(slopes[10] - difference) < 1e-5 * slopes.reduce(0) { max($0, abs($1)) })
  }
}
