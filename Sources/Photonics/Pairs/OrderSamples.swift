import Foundation

/// The complex responses of one photon at the nodes of a panel, by order of the wall.
final class OrderSamples {
  let dispersion, raising, lowering, axial: UnsafeMutablePointer<Complex>
  /// What ``level()`` has made larger: by angular order and node.
  let growth: UnsafeMutablePointer<Double>
  private let logarithm: UnsafeMutablePointer<Double>
  private let normalisation: UnsafeMutablePointer<Double>
  let orders: Int

  init(orders: Int) {
    self.orders = orders
    func memory() -> UnsafeMutablePointer<Complex> {
      let memory = UnsafeMutablePointer<Complex>.allocate(capacity: 15 * orders)
      memory.initialize(repeating: .zero, count: 15 * orders)
      return memory
    }
    dispersion = memory()
    raising = memory()
    lowering = memory()
    axial = memory()
    growth = .allocate(capacity: 15 * orders)
    logarithm = .allocate(capacity: 15 * orders)
    normalisation = .allocate(capacity: 15 * orders)
  }

  deinit {
    for memory in [dispersion, raising, lowering, axial] { memory.deallocate() }
    for memory in [growth, logarithm, normalisation] { memory.deallocate() }
  }

  /// Takes what the solver has at node k. A photon whose energy or β falls along the line is mirrored: −σ* has the same imaginary part and
  /// its poles on the same side as one that rises.
  func take(_ solver: FibreSolver, node k: Int, isMirrored: Bool) {
    for m in 0..<orders {
      let index = 15 * m + k, responses = solver.responses(m)
      var value: Complex
      (value, logarithm[index]) = solver.dispersion(m)
      normalisation[index] = solver.logarithmOfNormalisation(m)
      (raising[index], lowering[index], axial[index]) = (responses.raising, responses.lowering, responses.axial)
      if isMirrored {
        value = value.conjugate
        raising[index].re.negate()
        lowering[index].re.negate()
        axial[index].re.negate()
      }
      dispersion[index] = value
    }
  }

  /// Puts D on one scale for each order.
  func level() {
    for m in 0..<orders {
      let reference = logarithm[15 * m + 7]
      for k in 0..<15 {
        // In two steps: the mantissas may be as far from one as the factors.
        let step = exp(min(300, max(-300, (logarithm[15 * m + k] - reference) / 2)))
        dispersion[15 * m + k] = step * (step * dispersion[15 * m + k])
      }
    }
  }

  /// Puts the responses on one scale for each angular order: the moduli that they come divided by are not smooth at the core's light line.
  func denormalise() {
    for n in 0..<orders {
      var least = Double.infinity
      for k in 0..<15 { least = min(least, normalisation[15 * n + k]) }
      for k in 0..<15 {
        let factor = exp(min(300, normalisation[15 * n + k] - least))
        growth[15 * n + k] = factor
        axial[15 * n + k] *= factor
        if n > 0 { raising[15 * (n - 1) + k] *= factor }
        if n + 1 < orders { lowering[15 * (n + 1) + k] *= factor }
      }
    }
  }

  /// The resonances as a rule sees them.
  struct View {
    /// By wall order.
    var poles: [[PanelPoles.Pole]] = []
    var isResolved = true

    /// On a panel of the given middle and half width, narrower than a part of that.
    func poles(narrowerThan narrow: Double, _ middle: Double, _ half: Double) -> [OrderPole] {
      poles.enumerated().flatMap { order, poles in
        poles.filter { -$0.z.im < narrow }.map { pole in
          OrderPole(
            order: order, center: middle + half * pole.z.re,
            // A guided mode's width is none.
            width: -pole.z.im <= PanelPoles.guidedWidth ? 0 : -pole.z.im * half,
            raising: -pole.residues[0].re * half, lowering: -pole.residues[1].re * half,
            axial: -pole.residues[2].re * half)
        }
      }
    }
  }

  func view(_ rule: PanelRule, isGuided: Bool) -> View {
    var view = View()
    for m in 0..<orders {
      let found = PanelPoles(
        rule: rule, dispersion: rule.values(dispersion + 15 * m),
        responses: [
          rule.values(raising + 15 * m), rule.values(lowering + 15 * m), rule.values(axial + 15 * m),
        ], isGuided: isGuided)
      view.poles.append(found.poles)
      view.isResolved = view.isResolved && found.isResolved
    }
    return view
  }

  /// The resonances on a stretch, in panels halved until they follow the dispersion functions.
  ///
  /// - Parameter solve: at a point, with the general solver if asked; whether it was the fast one.
  func poles(
    from a: Double, to b: Double, solver: FibreSolver, isMirrored: Bool, isGuided: Bool, narrowerThan narrow: Double,
    panels count: Int = 1, solve: (Double, Bool) -> Bool
  ) -> [OrderPole] {
    var found: [OrderPole] = []
    var open = (0..<count).map { k in
      (a + (b - a) * Double(k) / Double(count), a + (b - a) * Double(k + 1) / Double(count))
    }
    while let (low, high) = open.popLast() {
      let middle = (low + high) / 2, half = (high - low) / 2
      func sample(_ isGeneral: Bool) -> Bool {
        var isFast = true
        for (k, node) in GaussKronrod.nodes.enumerated() {
          isFast = solve(middle + half * node, isGeneral) && isFast
          take(solver, node: k, isMirrored: isMirrored)
        }
        level()
        return isFast
      }
      if !sample(false) { _ = sample(true) }
      let view = view(.fine, isGuided: isGuided)
      if !view.isResolved, half > 2e-3 * (b - a) {
        open += [(low, middle), (middle, high)]
        continue
      }
      found += view.poles(narrowerThan: narrow / half, middle, half).filter { $0.center >= low && $0.center < high }
    }
    return found
  }
}

/// A resonance of the wall's order m on a line of β or ω.
struct OrderPole {
  let order: Int
  let center: Double
  let width: Double
  /// What it adds to s_{m+1}, s_{m−1}, s_m is residue × γ/((β−β₀)²+γ²).
  let raising, lowering, axial: Double

  func residue(_ n: Int) -> Double {
    switch n - order {
    case 1: raising
    case -1: lowering
    case 0: axial
    default: 0
    }
  }
}
