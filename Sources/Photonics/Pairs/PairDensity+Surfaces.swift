import Foundation

/// What a ``DensitySurface`` is made from.
extension PairDensity {
  /// K of free space, µm: what K may be where plain sums show nothing.
  var freeDensity: Double { PairSuppression.hbarC / problem.pair.momentum }

  /// Below this energy ∫ w K has less than a share of all of it.
  func lowestEnergy(share: Double) -> Double {
    // The weight falls as ω².
    let least = problem.pair.energy * cbrt(1e-4 * share)
    // Plain sums do not see guided modes.
    guard channels == [.pp], scale > 0 else { return least }
    var omega = problem.pair.energy / 3, below = 0
    while omega > least {
      let density = max(freeDensity, orderProfile(omega).reduce(0, +))
      below = problem.weight(omega) * density * omega / 3 < share * scale * problem.pair.energy / 2 ? below + 1 : 0
      if below == 2 { return omega }
      omega /= 2
    }
    return least
  }

  /// The energies between two at which stretches of propagating photons appear, vanish or change their ends.
  func changes(from low: Double, to high: Double) -> [Double] {
    guard channels.contains(.pp) else { return [] }
    func cuts(_ omega: Double) -> [Double] { Self.cuts(Setting(problem, omega, area: overlap.area)) }
    func keys(_ omega: Double) -> [StretchKey] {
      let setting = Setting(problem, omega, area: overlap.area)
      return self.keys(setting, Self.cuts(setting)).filter { $0.channel == .pp }
    }
    let grid = (0...32).map { low + (high - low) * Double($0) / 32 }
    let samples = grid.map(cuts)
    var found: [Double] = []
    for i in samples[0].indices {
      for j in 0..<i {
        for k in 1..<grid.count {
          var a = grid[k - 1], b = grid[k]
          var before = samples[k - 1][i] - samples[k - 1][j], after = samples[k][i] - samples[k][j]
          guard before * after < 0 else { continue }
          // The light lines are nearly straight: the chord, then its halves for what dispersion bends.
          for step in 0..<60 where b - a > 1e-13 * high {
            let x = step % 3 == 2 ? (a + b) / 2 : a + (b - a) * before / (before - after)
            let values = cuts(x), difference = values[i] - values[j]
            if difference * before > 0 { (a, before) = (x, difference) } else { (b, after) = (x, difference) }
            if difference == 0 { (a, b) = (x, x) }
          }
          found.append((a + b) / 2)
        }
      }
    }
    let reach = 1e-7 * (high - low)
    return found.sorted().filter { $0 > low + reach && $0 < high - reach && keys($0 - reach) != keys($0 + reach) }
      .reduce(into: []) { if $0.isEmpty || $1 - $0[$0.count - 1] > 2 * reach { $0.append($1) } }
  }

  /// The stretches of propagating photons at an energy, with how many half waves come and go along them.
  func waves(_ omega: Double) -> [(key: StretchKey, waves: Double)] {
    stretches(Setting(problem, omega, area: overlap.area)).filter { $0.key.channel == .pp }.map { ($0.key, $0.waves) }
  }

  /// Half waves across either photon's layers that come and go between two energies, at most.
  func waves(from a: Double, to b: Double) -> Double {
    let low = Setting(problem, a, area: overlap.area), high = Setting(problem, b, area: overlap.area)
    func depth(_ fibre: FibreSlice, _ k0: Double) -> Double { Self.halfWaves(fibre, k0: k0, from: 0, to: .infinity) }
    return max(
      abs(depth(high.fibre2, high.k2) - depth(low.fibre2, low.k2)),
      abs(depth(low.fibre3, low.k3) - depth(high.fibre3, high.k3)))
  }

  /// Whether K from a cell is as good as asked for at some of its energies.
  func isGood(_ cell: ResponseCell, _ key: StretchKey, energies: [Double]) -> Bool {
    [2, 7, 12].allSatisfy { node in
      let omega = energies[node]
      guard let stretch = stretches(Setting(problem, omega, area: overlap.area)).first(where: { $0.key == key }) else {
        return true
      }
      let found = integral(
        of: cell, at: ResponseCell.energies.nodes[node], on: stretch, from: cell.from, to: cell.to)
      return found.isResolved && found.result.error < 3 * relativeError * max(found.result.value, least(omega))
    }
  }

  /// Samples a part of a stretch at energies.
  func cell(_ key: StretchKey, from: Double, to: Double, energies: [Double], rule: PanelRule) -> ResponseCell {
    let cell = ResponseCell(from: from, to: to, angularOrders: angularOrders, rule: rule)
    func sample(_ isGeneral: Bool) -> Bool {
      // The middle sets the scales.
      for (step, node) in ([7] + energies.indices.filter { $0 != 7 }).enumerated() where !isCancelled() {
        let setting = Setting(problem, energies[node], area: overlap.area)
        guard let stretch = stretches(setting).first(where: { $0.key == key }) else { continue }
        let isAlike = panels.sample(
          stretch.line, stretch.part(from), stretch.part(to), isGeneral: isGeneral, rule: rule)
        guard isAlike else { return false }
        if step == 0 { cell.level(panels.photons) }
        cell.take(
          panels.photons, weights: panels.weights.baseAddress!, node: node,
          width: (to - from) * (stretch.to - stretch.from))
      }
      return true
    }
    if !sample(false) { _ = sample(true) }
    return cell
  }

  /// How well 15 nodes, and 7 of them, follow every order's D of both photons along a part of a stretch.
  func tails(_ key: StretchKey, at omega: Double, from: Double, to: Double) -> (fine: Double, coarse: Double) {
    let setting = Setting(problem, omega, area: overlap.area)
    guard let stretch = stretches(setting).first(where: { $0.key == key }) else { return (0, 0) }
    if !panels.sample(stretch.line, stretch.part(from), stretch.part(to), isGeneral: false) {
      _ = panels.sample(stretch.line, stretch.part(from), stretch.part(to), isGeneral: true)
    }
    panels.photons.0.level()
    panels.photons.1.level()
    func tail(_ rule: PanelRule) -> Double { max(panels.photons.0.tail(rule), panels.photons.1.tail(rule)) }
    return (tail(.fine), tail(.coarse))
  }
}
