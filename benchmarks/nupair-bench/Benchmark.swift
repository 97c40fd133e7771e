import Emission
import Neutrinos
import Quantities
import Sensitivity

/// Times the hot kernels of RANP, RENP and fibres on one core and prints one line for each: name, then nanoseconds per call as the median and the least of
/// the rounds. With `searches`, what the search makes of standard problems.
@main
struct Benchmark {
  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "search" {
      try studySearch(101)
      return
    }
    if CommandLine.arguments.dropFirst().first == "searches" {
      standardProblems(seeds: CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 20)
      try studySearch(11)
      return
    }
    let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 21
    let design = xenon()
    let grid = AngleGrid(uniform: 181)
    var values = [Double](repeating: 0, count: 181)
    var sink = 0.0

    let spectrum = design.spectrum(imprint: 0.32, trigger: 0.3421, detected: 0.3421)
    let kernel = AngularKernel(spectrum)
    report("angular distribution, 181 angles × 6 pairs", rounds, calls: 20_000) { _ in
      var out = values.mutableSpan
      kernel.fill(&out, at: grid)
    }
    sink += values[90]
    report("the same with its set-up", rounds, calls: 20_000) { k in
      let r = 0.2 + 1e-6 * Double(k % 100_000)
      let kernel = AngularKernel(design.spectrum(imprint: r, trigger: 0.3421, detected: 0.3421))
      var out = values.mutableSpan
      kernel.fill(&out, at: grid)
    }
    sink += values[90]
    report("rate over the sphere", rounds, calls: 20_000) { k in
      sink += design.spectrum(imprint: 0.2 + 1e-6 * Double(k), trigger: 0.3421, detected: 0.3421).integral()
    }
    report("I_2γ over the sphere, six states", rounds, calls: 20_000) { k in
      sink += design.background.mean(from: 1e-6 * Double(k), to: 0.9, energy: 1.0107)
    }
    report("scalar figures", rounds, calls: 20_000) { k in
      sink += design.figures(imprint: 0.2 + 1e-6 * Double(k)).pairSumIntegral
    }
    report("scan of 1e5 (r, ω₀) points", max(3, rounds / 4), calls: 1) { _ in
      for i in 0..<316 {
        for j in 0..<317 {
          let figures = design.figures(imprint: -1 + 2 * Double(i) / 315, trigger: 0.1 + 0.8 * Double(j) / 316)
          sink += figures.pairSumIntegral
        }
      }
    }
    let truth = NeutrinoHypothesis(
      lightest: 0.001, ordering: .normal, nature: .majorana,
      parameters: OscillationSet.nufit60.parameters(for: .normal))
    let edge = AngularSetting(
      kinematics: design.spectrum(imprint: 0.32304, trigger: 0.3421, detected: 0.3421).kinematics)
    report("information on m₀, smeared", rounds, calls: 100) { _ in
      sink += edge.information(on: Hypothesis(truth)).profiled
    }
    sink += spectra(rounds)
    sink += fibres(rounds)
    if !sink.isFinite { print("sink \(sink)") }
  }

  /// The paper's xenon path with the intermediate levels of the database, rounded.
  private static func xenon() -> RamanDesign {
    let parameters = OscillationSet.nufit60.parameters(for: .normal)
    let masses = MassSpectrum(lightest: 0.001, ordering: .normal, parameters: parameters)
    let levels: [(Double, Double, Double)] = [
      (0.1330, 113, 1.2e6), (0.3421, 211, 2.4e7), (1.4544, 3.3e5, 1.6e5), (1.5104, 2e7, 1.6e6), (1.5557, 3.4e6, 6e5),
      (1.6220, 2.1e7, 1.94e5),
    ]
    return RamanDesign(
      levelSpacing: 1.0107, spacingPE: 0.3421, spacingPQ: 0.3421,
      widths: RamanWidths(
        rateOfPE: Rate(perSecond: 211), rateOfPQ: Rate(perSecond: 211), widthOfP: Rate(perSecond: 2.6e7),
        widthOfE: Rate(perSecond: 7.7), widthOfQ: Rate(perSecond: 7.7), linewidth: Rate(cyclicLinewidthInHertz: 100)),
      coherence: 1e51,
      pairs: PairCoupling.all(masses: masses, row: ElectronRow(parameters: parameters)), nature: .majorana,
      background: TwoPhotonBackground(
        levels.map {
          IntermediateLevel(
            spacingToQ: $0.0, spacingToG: $0.0 + 1.0107, rateToQ: Rate(perSecond: $0.1), rateToG: Rate(perSecond: $0.2),
            coupling: .sharp(twoJ: 2, twoJOfQ: 0, twoJOfG: 2))
        }, form: .corrected),
      conventions: .corrected)
  }

  /// - Parameter parts: into how many equal parts a call's time is divided.
  static func report(_ name: String, _ rounds: Int, calls: Int, per parts: Int = 1, _ body: (Int) -> Void) {
    for k in 0..<calls { body(k) }
    let clock = ContinuousClock()
    let times = (0..<rounds).map { _ -> Double in
      let elapsed = clock.measure { for k in 0..<calls { body(k) } }
      let (seconds, attoseconds) = elapsed.components
      return (Double(seconds) * 1e9 + Double(attoseconds) * 1e-9) / Double(calls * parts)
    }.sorted()
    print("\(name)\t\(times[rounds / 2])\t\(times[0])")
  }
}
