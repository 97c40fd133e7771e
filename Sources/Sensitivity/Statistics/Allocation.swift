import Foundation

/// How to share the time among settings.
///
/// J(w) = (Σ_k w_k M_k + Π)₀₀ with all other parameters profiled is the least of vᵀ(Σ w_k M_k + Π)v over v with v₀ = 1: a concave function of the shares w,
/// whose slope along w_k is d_k = vᵀM_k v at the best v. Shares are optimal exactly when no setting's slope exceeds the mean one,
///
///     max_k d_k ≤ Σ_k w_k d_k,
///
/// the equivalence theorem of optimal design (S. D. Silvey, Optimal Design, 1980). With several truths, each with a weight π, Σ π ln J takes the place of
/// ln J, and Σ π d/J that of d.
public struct Allocation: Sendable, Hashable {
  /// Of each setting, adding up to 1; zero for those that are not used.
  public let shares: [Double]
  /// J for each truth, in the parameter's inverse unit squared.
  public let information: [Double]
  /// max d_k/Σ w_k d_k − 1: by concavity, Σ π ln J is at most this far below the best there is.
  public let certificate: Double

  /// σ of the first parameter for each truth; `nil` where it is left open.
  public var sigmas: [Double?] { information.map { $0 > 0 ? 1 / $0.squareRoot() : nil } }

  /// The best shares for one truth.
  ///
  /// - Parameter settings: the information that each setting gives when it takes all the time.
  public static func best(_ settings: [FisherInformation], tolerance: Double = 1e-8) -> Allocation {
    best([settings], weights: [1], tolerance: tolerance)
  }

  /// The best shares for several truths: the largest Σ π ln J.
  ///
  /// - Parameters:
  ///   - settings: by truth, then by setting; priors are those of each truth's first setting.
  ///   - weights: π, of each truth.
  ///   - tolerance: of the certificate.
  public static func best(
    _ settings: [[FisherInformation]], weights: [Double], tolerance: Double = 1e-8
  ) -> Allocation {
    precondition(
      !settings.isEmpty && settings.count == weights.count && !settings[0].isEmpty
        && settings.allSatisfy { $0.count == settings[0].count }, "every truth has a weight and every setting")
    let problem = AllocationProblem(settings, weights)
    var shares = [Double](repeating: 1 / Double(settings[0].count), count: settings[0].count)
    var state = problem.state(shares)
    guard state.information.allSatisfy({ $0 > 0 }) else {
      // Even all settings together leave the parameter open.
      return Allocation(shares: shares, information: state.information, certificate: .infinity)
    }
    // The multiplicative algorithm brings the shares near; it never lowers J (S. D. Silvey, D. M. Titterington and B. Torsney, 1978).
    for _ in 0..<200 where state.excess(shares) > tolerance {
      let mean = state.mean(shares)
      var sum = 0.0
      for k in shares.indices {
        shares[k] *= max(state.slopes[k] / mean, 0).squareRoot()
        sum += shares[k]
      }
      for k in shares.indices { shares[k] /= sum }
      state = problem.state(shares)
    }
    // What it approaches slowly, exchanges reach: time goes from the used setting with the least slope to the one with the largest.
    for _ in 0..<2000 where state.excess(shares) > tolerance {
      guard let to = shares.indices.max(by: { state.slopes[$0] < state.slopes[$1] }),
        let from = shares.indices.filter({ shares[$0] > 0 && $0 != to }).min(by: { state.slopes[$0] < state.slopes[$1] }
        )
      else { break }
      shares = problem.exchanged(shares, from: from, to: to)
      state = problem.state(shares)
    }
    // Crumbs of time that no one would take a setting for, if what is left is optimal all the same.
    for crumb in [1e-3, 1e-5, 1e-7, 1e-9] {
      let kept = shares.map { $0 < crumb ? 0 : $0 }, sum = kept.reduce(0, +)
      let cleared = kept.map { $0 / sum }, last = problem.state(cleared)
      guard last.information.allSatisfy({ $0 > 0 }), last.excess(cleared) <= max(tolerance, state.excess(shares))
      else { continue }
      (shares, state) = (cleared, last)
      break
    }
    return Allocation(shares: shares, information: state.information, certificate: state.excess(shares))
  }
}

private struct AllocationProblem {
  /// M_k by truth, then by setting.
  let data: [[SymmetricMatrix]]
  let priors: [SymmetricMatrix]
  let weights: [Double]

  init(_ settings: [[FisherInformation]], _ weights: [Double]) {
    data = settings.map { $0.map(\.data) }
    priors = settings.map { $0[0].prior }
    self.weights = weights
  }

  struct State {
    let information: [Double]
    /// Of Σ π ln J along each share.
    let slopes: [Double]

    func mean(_ shares: [Double]) -> Double { zip(shares, slopes).reduce(0) { $0 + $1.0 * $1.1 } }
    func excess(_ shares: [Double]) -> Double { (slopes.max() ?? 0) / mean(shares) - 1 }
  }

  func state(_ shares: [Double]) -> State {
    var slopes = [Double](repeating: 0, count: shares.count)
    var information: [Double] = []
    for (truth, matrices) in data.enumerated() {
      let total = total(shares, truth: truth)
      let v = total.profilingVector
      let value = total.complement
      information.append(value)
      guard value > 0 else { continue }
      for k in shares.indices { slopes[k] += weights[truth] / value * matrices[k].form(v) }
    }
    return State(information: information, slopes: slopes)
  }

  /// The best transfer between two settings: where their slopes meet, or all of it.
  func exchanged(_ shares: [Double], from: Int, to: Int) -> [Double] {
    var rest = shares
    (rest[from], rest[to]) = (0, 0)
    let fixed = data.indices.map { total(rest, truth: $0) }
    /// Positive while moving more still gains.
    func gain(_ amount: Double) -> Double {
      var sum = 0.0
      for truth in data.indices {
        let taken = data[truth][from], given = data[truth][to]
        let total = fixed[truth] + (shares[from] - amount) * taken + (shares[to] + amount) * given
        let value = total.complement, v = total.profilingVector
        guard value > 0 else { return -1 }
        sum += weights[truth] / value * (given.form(v) - taken.form(v))
      }
      return sum
    }
    var low = 0.0, high = shares[from]
    if gain(high) >= 0 {
      low = high
    } else {
      for _ in 0..<50 {
        let middle = (low + high) / 2
        if gain(middle) > 0 { low = middle } else { high = middle }
      }
    }
    rest[from] = low == shares[from] ? 0 : shares[from] - low
    rest[to] = shares[to] + low
    return rest
  }

  /// Σ w_k M_k + Π.
  private func total(_ shares: [Double], truth: Int) -> SymmetricMatrix {
    var total = priors[truth]
    for k in shares.indices where shares[k] > 0 { total.add(shares[k], data[truth][k]) }
    return total
  }
}

extension SymmetricMatrix {
  /// vᵀ self v.
  func form(_ v: [Double]) -> Double {
    var sum = 0.0
    for i in v.indices {
      for j in 0..<i { sum += 2 * v[i] * self[i, j] * v[j] }
      sum += v[i] * self[i, i] * v[i]
    }
    return sum
  }

  /// The v with v₀ = 1 that makes ``form(_:)`` least: −I_nn⁻¹ I_n0 in its other places. Directions that nothing depends on stay zero.
  var profilingVector: [Double] {
    var v = [Double](repeating: 0, count: size)
    v[0] = 1
    // Rows of no information at all are left out; the rest is regular, or else takes a trace of itself to be so.
    let open = (1..<max(size, 1)).filter { self[$0, $0] > 0 }
    guard !open.isEmpty else { return v }
    var rest = SymmetricMatrix(size: open.count)
    for a in open.indices { for b in 0...a { rest[a, b] = self[open[a], open[b]] } }
    let right = open.map { -self[$0, 0] }
    var ridge = 0.0
    while true {
      let trial = rest + ridge * SymmetricMatrix(diagonal: open.indices.map { rest[$0, $0] })
      if let solution = trial.solution(right) {
        for (k, value) in zip(open, solution) { v[k] = value }
        return v
      }
      ridge = ridge == 0 ? 1e-11 : 10 * ridge
    }
  }
}
