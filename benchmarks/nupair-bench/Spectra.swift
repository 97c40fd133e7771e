import Emission
import Neutrinos

extension Benchmark {
  /// Times the spectrum of radiative pair emission of ytterbium.
  static func spectra(_ rounds: Int) -> Double {
    let parameters = OscillationSet.nufit60.parameters(for: .normal)
    let hypothesis = NeutrinoHypothesis(lightest: 0.01, ordering: .normal, nature: .majorana, parameters: parameters)
    let pairs = hypothesis.pairs
    let triggers = (0..<200).map { 0.01 + 1.05 * Double($0) / 199 }
    var values = [Double](repeating: 0, count: 200)
    var sink = 0.0
    func spectrum(_ r: Double, _ newPhysics: NewPhysics = NewPhysics()) -> RadiativeSpectrum {
      RadiativeSpectrum(
        levelSpacing: 2.14349, virtualSpacing: 2.23072, phase: .fixed(r), pairs: pairs, nature: .majorana,
        newPhysics: newPhysics)
    }
    let kernel = RadiativeKernel(spectrum(0))
    report("RENP spectrum, 200 trigger energies × 6 pairs", rounds, calls: 20_000) { _ in
      var out = values.mutableSpan
      kernel.fill(&out, at: triggers.span)
    }
    sink += values[100]
    report("RENP spectrum with its set-up", rounds, calls: 20_000) { k in
      let kernel = RadiativeKernel(spectrum(1e-6 * Double(k)))
      var out = values.mutableSpan
      kernel.fill(&out, at: triggers.span)
    }
    sink += values[100]
    let vector = LightVector(
      mass: 0.3, width: 1e-9, electron: 1, left: CouplingMatrix(universal: 1e-25),
      right: CouplingMatrix(universal: 0))
    let withVector = spectrum(0, NewPhysics(vector: vector))
    report("RENP with a Z′, 200 trigger energies", max(3, rounds / 4), calls: 100) { _ in
      for trigger in triggers { sink += withVector.value(at: trigger) }
    }
    report("RENP over a trigger line, six thresholds near", max(3, rounds / 4), calls: 200) { k in
      sink += TriggerLine(centre: 1.07 + 1e-8 * Double(k), width: 1e-3).mean(of: spectrum(0))
    }
    return sink
  }
}
