import Foundation

/// The complex responses of one photon at the nodes of a panel, by order of the wall.
final class OrderSamples {
  let dispersion, raising, lowering, axial: UnsafeMutablePointer<Complex>
  /// ``FibreSolver/smoothing(_:)``, by angular order and node.
  let smoothing: UnsafeMutablePointer<Double>
  /// Of D's positive factors, until ``level(_:)``.
  let logarithm: UnsafeMutablePointer<Double>
  let orders: Int
  /// Of D, over its largest value: 0 where it is the solver's own.
  var accuracy = 0.0

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
    smoothing = .allocate(capacity: 15 * orders)
    logarithm = .allocate(capacity: 15 * orders)
  }

  deinit {
    for memory in [dispersion, raising, lowering, axial] { memory.deallocate() }
    for memory in [smoothing, logarithm] { memory.deallocate() }
  }

  /// Takes what the solver has at node k. A photon whose energy or β falls along the line is mirrored: −σ* has the same imaginary part and
  /// its poles on the same side as one that rises.
  ///
  /// - Parameter isSmoothed: with responses analytic on the core's light line, else as the solver normalises them.
  func take(_ solver: FibreSolver, node k: Int, isMirrored: Bool, isSmoothed: Bool = true) {
    accuracy = 0
    for n in 0..<orders { smoothing[15 * n + k] = isSmoothed ? solver.smoothing(n) : 1 }
    for m in 0..<orders {
      let index = 15 * m + k, responses = solver.responses(m)
      (dispersion[index], logarithm[index]) = solver.dispersion(m)
      // Angular orders beyond the last are nobody's.
      raising[index] = (m + 1 < orders ? smoothing[index + 15] : 0) * responses.raising
      lowering[index] = smoothing[15 * abs(m - 1) + k] * responses.lowering
      axial[index] = smoothing[index] * responses.axial
      if isMirrored {
        dispersion[index].im.negate()
        raising[index].re.negate()
        lowering[index].re.negate()
        axial[index].re.negate()
      }
    }
  }

  /// Puts D on one scale for each order: the middle node's, or the one given.
  func level(_ references: [Double]? = nil) {
    for m in 0..<orders {
      let reference = references?[m] ?? logarithm[15 * m + 7]
      for k in 0..<15 {
        // In two steps: the mantissas may be as far from one as the factors.
        let step = exp(min(300, max(-300, (logarithm[15 * m + k] - reference) / 2)))
        dispersion[15 * m + k] = step * (step * dispersion[15 * m + k])
      }
    }
  }

  /// How well a rule's nodes follow every order's D: see ``PanelRule/tail(_:)``.
  func tail(_ rule: PanelRule) -> Double {
    (0..<orders).reduce(0) { max($0, rule.tail(rule.values(dispersion + 15 * $1))) }
  }

  /// The resonances as a rule sees them.
  struct View {
    /// By wall order.
    var poles: [[PanelPoles<3>.Pole]] = []
    var isResolved = true

    /// On a panel of the given middle and half width, narrower than a part of that.
    func poles(narrowerThan narrow: Double, _ middle: Double, _ half: Double) -> [OrderPole] {
      poles.enumerated().flatMap { order, poles in
        poles.filter { -$0.z.im < narrow }.map { pole in
          OrderPole(
            order: order, center: middle + half * pole.z.re,
            // A guided mode's width is none.
            width: -pole.z.im <= PanelPoles<3>.guidedWidth ? 0 : -pole.z.im * half,
            raising: -pole.residues[0].re * half, lowering: -pole.residues[1].re * half,
            axial: -pole.residues[2].re * half)
        }
      }
    }
  }

  /// - Parameter last: the wall's orders beyond it are left out.
  func view(_ rule: PanelRule, isGuided: Bool, upTo last: Int) -> View {
    var view = View()
    for m in 0...min(last, orders - 1) {
      let found = PanelPoles<3>(
        rule: rule, dispersion: rule.values(dispersion + 15 * m),
        responses: [
          rule.values(raising + 15 * m), rule.values(lowering + 15 * m), rule.values(axial + 15 * m),
        ], isGuided: isGuided, accuracy: accuracy)
      view.poles.append(found.poles)
      view.isResolved = view.isResolved && found.isResolved
    }
    return view
  }

  /// The resonances on a stretch, in panels halved until they follow the dispersion functions, with residues as the solver normalises responses.
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
          take(solver, node: k, isMirrored: isMirrored, isSmoothed: false)
        }
        level()
        return isFast
      }
      if !sample(false) { _ = sample(true) }
      let view = view(.fine, isGuided: isGuided, upTo: orders - 1)
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
