import Foundation

/// The responses over a range of photon energies in which the stretches of β keep their ends: K at any energy in it without solving the fibre again.
///
/// Of propagating photons alone. Beyond the core's light lines D grows and turns so fast along β that polynomials in both variables cost more
/// than they save.
struct DensitySurface {
  let from: Double
  let to: Double
  let cells: [PairDensity.StretchKey: [ResponseCell]]

  /// On −1 … 1, by the logarithm of the energy.
  func place(_ omega: Double) -> Double { 2 * log(omega / from) / log(to / from) - 1 }

  /// The energies of the nodes.
  static func nodes(from a: Double, to b: Double) -> [Double] {
    ResponseCell.energies.nodes.map { a * pow(b / a, (1 + $0) / 2) }
  }

  /// What became of a range.
  enum Attempt {
    case surface(DensitySurface)
    /// Its nodes do not follow what is there: the parts to try instead.
    case split([(from: Double, to: Double)])
  }

  /// Tries one set of nodes for the energies from a to b, for an integral of w K to a relative error.
  static func attempt(_ density: PairDensity, from a: Double, to b: Double, relativeError: Double) -> Attempt {
    let middle = (a * b).squareRoot(), energy = density.problem.pair.energy
    func split(into count: Int) -> Attempt {
      let ends = (0...count).map { $0 == count ? b : a * pow(b / a, Double($0) / Double(count)) }
      return .split(zip(ends, ends.dropFirst()).map { ($0, $1) })
    }
    let isNarrow = b - a < 1e-3 * energy
    // What 15 nodes can follow at all.
    let count = Int(max(log(b / a) / log(5), density.waves(from: a, to: b) / 4).rounded(.up))
    guard isNarrow || count <= 1 else { return split(into: count) }
    // Polynomials are better than their last coefficients by more than this.
    let slack = 4 * relativeError
    let nodes = nodes(from: a, to: b), whole = density.scale * energy / 2
    var cells: [PairDensity.StretchKey: [ResponseCell]] = [:]
    var open = parts(density, middle, slack)
    while let part = open.popLast() {
      guard !density.isCancelled() else { return .split([]) }
      let cell = density.cell(part.key, from: part.from, to: part.to, energies: nodes, rule: part.rule)
      let sums = cell.plainSums()
      let shares = nodes.map { density.problem.weight($0) * (b - a) / whole }
      // Plain sums step over narrow resonances, whose K over a range is free space's at most.
      let most = zip(shares, sums).map { share, sum in min(1, share * max(sum.reduce(0, +), density.freeDensity)) }
      cell.keepOrders(with: 0.01 * relativeError, of: zip(sums, most).filter { $1 > 1e-3 * slack }.map(\.0))
      cell.flatten()
      let tails = cell.tails(sums: zip(shares, sums).map { share, sum in sum.map { share * $0 } }, most: most)
      if !isNarrow, tails.energy > slack || tails.spurious > mostTail { return split(into: 2) }
      let isFollowed = tails.axial < slack
      let center = (part.from + part.to) / 2
      if isFollowed, density.isGood(cell, part.key, energies: nodes) {
        cells[part.key, default: []].append(cell)
      } else if cell.rule.count < 15 {
        open.append(Part(key: part.key, from: part.from, to: part.to, rule: .fine))
      } else if part.to - part.from > leastPart {
        open.append(Part(key: part.key, from: center, to: part.to, rule: .fine))
        open.append(Part(key: part.key, from: part.from, to: center, rule: .fine))
      } else {
        cells[part.key, default: []].append(cell)
      }
    }
    return .surface(DensitySurface(from: a, to: b, cells: cells))
  }

  /// Above this the nodes do not follow D.
  private static let mostTail = 0.02
  /// Of a stretch.
  private static let leastPart = 1e-3

  /// Of a stretch, with the nodes in β that may do.
  private struct Part {
    let key: PairDensity.StretchKey
    let from: Double
    let to: Double
    let rule: PanelRule
  }

  /// The parts of all stretches that nodes in β follow at one energy, the last first.
  private static func parts(_ density: PairDensity, _ omega: Double, _ slack: Double) -> [Part] {
    var found: [Part] = []
    for (key, waves) in density.waves(omega).reversed() {
      guard waves > 0.5 else {
        found.append(Part(key: key, from: 0, to: 1, rule: .coarse))
        continue
      }
      let count = max(1, Int(waves / 4))
      var open = (0..<count).map { (Double($0) / Double(count), Double($0 + 1) / Double(count)) }
      while let (from, to) = open.popLast(), !density.isCancelled() {
        let tails = density.tails(key, at: omega, from: from, to: to)
        if tails.fine > mostTail, to - from > leastPart {
          open += [(from, (from + to) / 2), ((from + to) / 2, to)]
        } else {
          found.append(Part(key: key, from: from, to: to, rule: tails.coarse < slack ? .coarse : .fine))
        }
      }
    }
    return found
  }
}
