import Foundation

/// What both photons of a pair see over a range of energies and a part of a stretch of β, to be interpolated in both.
///
/// Every order's dispersion function D, the numerators A = σD of its responses and their fluxes Im σ |D|² are analytic across resonances:
/// polynomials follow them where a resonance is far narrower than the nodes are apart. Fluxes are apart from A, since a wall that lets little
/// through has Im σ far below Re σ. The nodes are 15 in the logarithm of the energy, and 7 or 15 in β.
final class ResponseCell {
  /// The part of the stretch, from 0 to 1.
  let from: Double
  let to: Double
  /// The nodes in β.
  let rule: PanelRule
  let angularOrders: Int
  /// Angular orders beyond it are left out.
  private(set) var lastOrder: Int
  /// The largest last Chebyshev coefficient along β of anything, over the largest value on its line.
  private(set) var lastAxial = Double.infinity
  /// Of D between the nodes, over its largest value.
  private(set) var accuracy = 0.0
  /// Of the energies, in units of half the range of their logarithm.
  static let energies = PanelRule.fine

  /// Re and Im of D and of the three A; the three fluxes.
  private static let figures = 11
  /// Numbers of one order of one photon.
  private let block: Int
  /// Numbers at one energy: for each photon and order the figures at the nodes of β, then the weights by angular order.
  private let row: Int
  private let values: UnsafeMutablePointer<Double>
  /// The width in β, by energy.
  private let widths: UnsafeMutablePointer<Double>
  /// ln of D's scale, by photon and order.
  private var references: ([Double], [Double])
  /// By angular order: what the weight times both photons' s_n has been divided by is e^(this × the place of the energy).
  private var powers: [Double]

  init(from: Double, to: Double, angularOrders: Int, rule: PanelRule) {
    self.from = from
    self.to = to
    self.angularOrders = angularOrders
    lastOrder = angularOrders
    self.rule = rule
    let orders = angularOrders + 2
    block = Self.figures * rule.count
    row = 2 * orders * block + (angularOrders + 1) * rule.count
    values = .allocate(capacity: Self.energies.count * row + 4)
    values.initialize(repeating: 0, count: Self.energies.count * row + 4)
    widths = .allocate(capacity: Self.energies.count)
    widths.initialize(repeating: 0, count: Self.energies.count)
    references = ([Double](repeating: 0, count: orders), [Double](repeating: 0, count: orders))
    powers = [Double](repeating: 0, count: angularOrders + 1)
  }

  deinit {
    values.deallocate()
    widths.deallocate()
  }

  private var orders: Int { angularOrders + 2 }
  private func place(_ photon: Int, _ order: Int) -> Int { (photon * orders + order) * block }
  private func weightPlace(_ n: Int) -> Int { 2 * orders * block + n * rule.count }
  /// Where the figures of one order are: D, the three A with Re before Im, the fluxes.
  private func numerator(_ j: Int) -> Int { (2 + 2 * j) * rule.count }
  private func flux(_ j: Int) -> Int { (8 + j) * rule.count }

  /// The sources that add to s_n: their orders and which of raising, lowering and axial.
  private func sources(_ n: Int) -> [(order: Int, kind: Int)] {
    [(n - 1, 0), (n + 1, 1), (n, 2)].filter { $0.0 >= 0 }
  }

  // MARK: Filling

  /// Sets the scales of D: those of the samples' middle.
  func level(_ samples: (OrderSamples, OrderSamples)) {
    for m in 0..<orders {
      references.0[m] = samples.0.logarithm[15 * m + 7]
      references.1[m] = samples.1.logarithm[15 * m + 7]
    }
  }

  /// Takes the samples of one node of the energy, and the cell's width in β there. Different nodes may be taken by different threads.
  func take(_ samples: (OrderSamples, OrderSamples), weights: UnsafePointer<Double>, node: Int, width: Double) {
    let out = values + node * row, count = rule.count
    widths[node] = width
    for (photon, sample) in [samples.0, samples.1].enumerated() {
      sample.level(photon == 0 ? references.0 : references.1)
      for m in 0..<orders {
        let base = out + place(photon, m)
        for k in 0..<count {
          let index = 15 * m + rule.offset + rule.step * k, d = sample.dispersion[index], size = d.squaredMagnitude
          base[k] = d.re
          base[count + k] = d.im
          @inline(__always)
          func put(_ response: Complex, _ j: Int) {
            let a = response * d
            base[numerator(j) + k] = a.re
            base[numerator(j) + count + k] = a.im
            base[flux(j) + k] = response.im * size
          }
          put(sample.raising[index], 0)
          put(sample.lowering[index], 1)
          put(sample.axial[index], 2)
        }
      }
    }
    for n in 0...angularOrders {
      for k in 0..<count {
        out[weightPlace(n) + k] = weights[(angularOrders + 1) * (rule.offset + rule.step * k) + n]
      }
    }
  }

  /// Takes powers of the energy out of everything, once all nodes are there: high orders rise so steeply that polynomials would keep no digits at
  /// the lower end.
  func flatten() {
    let places = Self.energies.nodes, last = places.count - 1, count = rule.count
    func slope(_ size: (Int) -> Double) -> Double {
      let low = size(0), high = size(last)
      return low > 0 && high > 0 && low.isFinite && high.isFinite ? log(high / low) / (places[last] - places[0]) : 0
    }
    func largest(_ i: Int, _ offset: Int, _ lines: Int = 1) -> Double {
      (0..<lines * count).reduce(0) { max($0, abs(values[i * row + offset + $1])) }
    }
    func divide(_ offset: Int, _ lines: Int, _ power: Double) {
      for i in places.indices {
        let factor = exp(-power * places[i])
        for k in 0..<lines * count { values[i * row + offset + k] *= factor }
      }
    }
    for photon in 0..<2 {
      let ofDispersion = (0...lastOrder + 1).map { m in slope { largest($0, place(photon, m), 2) } }
      for n in 0...lastOrder {
        let power = slope { i in
          sources(n).reduce(0) { sum, source in
            let base = place(photon, source.order), d = largest(i, base, 2)
            return sum + largest(i, base + flux(source.kind)) / (d * d)
          }
        }
        powers[n] += power
        for (m, j) in sources(n) {
          divide(place(photon, m) + numerator(j), 2, ofDispersion[m] + power)
          divide(place(photon, m) + flux(j), 1, 2 * ofDispersion[m] + power)
        }
      }
      for m in 0...lastOrder + 1 { divide(place(photon, m), 2, ofDispersion[m]) }
    }
    for n in 0...lastOrder {
      let power = slope { largest($0, weightPlace(n)) }
      powers[n] += power
      divide(weightPlace(n), 1, power)
    }
  }

  // MARK: What the nodes resolve

  /// What each angular order adds to K at each node of the energy by plain sums, resonances or not.
  func plainSums() -> [[Double]] {
    let count = rule.count
    return Self.energies.nodes.indices.map { i in
      let base = values + i * row
      func part(_ photon: Int, _ m: Int, _ j: Int, _ k: Int) -> Double {
        let figures = base + place(photon, m), d = Complex(figures[k], figures[count + k])
        return figures[flux(j) + k] / max(d.squaredMagnitude, .leastNormalMagnitude)
      }
      func emission(_ photon: Int, _ n: Int, _ k: Int) -> Double {
        (n > 0 ? part(photon, n - 1, 0, k) : 0) + part(photon, n + 1, 1, k) + part(photon, n, 2, k)
      }
      return (0...angularOrders).map { n in
        let weights = base + weightPlace(n)
        var sum = 0.0
        for k in 0..<count { sum += rule.weights[k] * weights[k] * emission(0, n, k) * emission(1, n, k) }
        return exp(powers[n] * Self.energies.nodes[i]) * widths[i] / 2 * sum
      }
    }
  }

  /// Leaves out the high orders that have less than a share of the plain sums at each node: of those that matter.
  func keepOrders(with share: Double, of sums: [[Double]]) {
    lastOrder = sums.reduce(min(1, angularOrders)) { last, sums in
      let total = sums.reduce(0, +)
      var tail = 0.0, n = angularOrders
      while n > last {
        tail += sums[n]
        if tail > share * total { break }
        n -= 1
      }
      return n
    }
  }

  /// How well the nodes follow D, the fluxes and the weights: the last two Chebyshev coefficients over the largest value on the line, times what
  /// an error of the whole size counts there.
  struct Tails {
    /// Along the energy.
    var energy = 0.0
    /// The same of D alone, whatever it counts: where D is wrong by its own size there are resonances that are none.
    var spurious = 0.0
    /// Along β.
    var axial = 0.0
  }

  /// - Parameters:
  ///   - sums: by node of the energy and angular order, what an error of the whole size counts where there are no resonances.
  ///   - most: by node, the same for orders with resonances, which the nodes may step over.
  func tails(sums: [[Double]], most: [Double]) -> Tails {
    var tails = Tails(), last = 0.0
    let count = rule.count, nodes = Self.energies.nodes.indices
    defer {
      lastAxial = last
      accuracy = max(last, 0.3 * tails.spurious)
    }
    func lines(_ offset: Int, _ imaginary: Int, _ contributions: [Double], isDispersion: Bool = false) {
      let base = UnsafePointer(values + offset)
      @inline(__always)
      func value(_ i: Int, _ k: Int) -> Complex { Complex(base[i * row + k], base[i * row + imaginary + k]) }
      var steepest = 0.0
      for k in 0..<count { steepest = max(steepest, Self.energies.tail { value($0, k) }.absolute) }
      for i in nodes {
        let along = rule.tail { value(i, $0) }
        guard along.largest > 0 else { continue }
        tails.axial = max(tails.axial, contributions[i] * along.absolute / along.largest)
        last = max(last, along.last / along.largest)
        tails.energy = max(tails.energy, contributions[i] * steepest / along.largest)
        if isDispersion { tails.spurious = max(tails.spurious, steepest / along.largest) }
      }
    }
    for photon in 0..<2 {
      let contributions = (0...lastOrder + 1).map { m in
        nodes.map { i in
          turns(photon, m, at: i)
            ? most[i] : min(most[i], (max(0, m - 1)...min(m + 1, lastOrder)).reduce(0) { $0 + sums[i][$1] })
        }
      }
      for m in 0...lastOrder + 1 { lines(place(photon, m), count, contributions[m], isDispersion: true) }
      for n in 0...lastOrder {
        for (m, j) in sources(n) {
          let own = nodes.map { contributions[m][$0] == most[$0] ? most[$0] : sums[$0][n] }
          lines(place(photon, m) + flux(j), 0, own)
        }
      }
    }
    // Weights are smooth: with what an order adds, or a thousandth of all in case plain sums miss a resonance of it.
    for n in 0...lastOrder { lines(weightPlace(n), 0, nodes.map { max(sums[$0][n], most[$0] * 1e-3) }) }
    return tails
  }

  /// Whether D of an order turns to the other side somewhere between the nodes of β or near the ends: else there is no resonance narrower than
  /// they see.
  private func turns(_ photon: Int, _ m: Int, at i: Int) -> Bool {
    let base = values + i * row + place(photon, m), count = rule.count
    func value(_ k: Int) -> Complex { Complex(base[k], base[count + k]) }
    func areOpposite(_ a: Complex, _ b: Complex) -> Bool { a.re * b.re + a.im * b.im <= 0 }
    func beyond(_ end: Int, _ next: Int) -> Complex {
      let step = (1 - abs(rule.nodes[end])) / abs(rule.nodes[end] - rule.nodes[next])
      return value(end) + step * (value(end) - value(next))
    }
    return (1..<count).contains { areOpposite(value($0 - 1), value($0)) }
      || areOpposite(value(0), beyond(0, 1)) || areOpposite(value(count - 1), beyond(count - 1, count - 2))
  }

  // MARK: Interpolation

  /// Scratch for one thread.
  final class Row {
    fileprivate let atEnergy: UnsafeMutablePointer<Double>
    fileprivate let refined: UnsafeMutablePointer<Double>
    /// Where the cell was interpolated to.
    fileprivate var place = 0.0

    init(angularOrders: Int) {
      let count = 15 * (2 * (angularOrders + 2) * ResponseCell.figures + angularOrders + 1) + 4
      atEnergy = .allocate(capacity: count)
      refined = .allocate(capacity: count)
    }

    deinit {
      atEnergy.deallocate()
      refined.deallocate()
    }
  }

  /// The polynomials in the energy at a place of (−1, 1).
  func interpolate(_ place: Double, _ scratch: Row) {
    scratch.place = place
    let w = SIMD16<Double>(Self.energies.interpolation(at: place) + [0])
    let base = UnsafePointer(values), row = row, out = scratch.atEnergy
    for (from, count) in [
      (self.place(0, 0), (lastOrder + 2) * block), (self.place(1, 0), (lastOrder + 2) * block),
      (weightPlace(0), (lastOrder + 1) * rule.count),
    ] {
      // The last step may reach into what is left out, or into the room at the end.
      for k in stride(from: from, to: from + count, by: 4) {
        var sum = Lanes()
        for i in 0..<15 { sum += w[i] * UnsafeRawPointer(base + i * row + k).loadUnaligned(as: Lanes.self) }
        UnsafeMutableRawPointer(out + k).storeBytes(of: sum, as: Lanes.self)
      }
    }
  }

  /// The samples at the 15 nodes of a part of the cell, at the energy last interpolated to.
  func fill(
    _ samples: (OrderSamples, OrderSamples), _ weights: UnsafeMutablePointer<Double>, from a: Double, to b: Double,
    _ scratch: Row
  ) {
    let isWhole = a == from && b == to
    var source = UnsafePointer(scratch.atEnergy)
    if rule.count < 15 || !isWhole {
      refine(scratch, isWhole && rule.count < 15 ? Self.refinement : refinement(from: a, to: b))
      source = UnsafePointer(scratch.refined)
    }
    for (photon, sample) in [samples.0, samples.1].enumerated() {
      sample.accuracy = accuracy
      for m in 0...lastOrder + 1 {
        let figures = source + 15 * Self.figures * (photon * orders + m)
        for k in 0..<15 {
          let d = Complex(figures[k], figures[15 + k]), index = 15 * m + k
          let inverse = 1 / max(d.squaredMagnitude, .leastNormalMagnitude)
          sample.dispersion[index] = d
          @inline(__always)
          func response(_ j: Int) -> Complex {
            let re = figures[15 * (2 + 2 * j) + k], im = figures[15 * (3 + 2 * j) + k]
            return Complex((re * d.re + im * d.im) * inverse, max(0, figures[15 * (8 + j) + k]) * inverse)
          }
          sample.raising[index] = response(0)
          sample.lowering[index] = response(1)
          sample.axial[index] = response(2)
        }
      }
    }
    let last = source + 15 * Self.figures * 2 * orders
    for n in 0...lastOrder {
      let factor = exp(powers[n] * scratch.place)
      for k in 0..<15 { weights[(angularOrders + 1) * k + n] = factor * last[15 * n + k] }
    }
  }

  /// The polynomials along β at other nodes.
  private func refine(_ scratch: Row, _ refinement: [SIMD16<Double>]) {
    let count = rule.count
    refinement.withUnsafeBufferPointer { refinement in
      @inline(__always)
      func refine(_ first: Int, _ lines: Int) {
        for line in first..<first + lines {
          // A line has room for 16.
          var sum = SIMD16<Double>()
          for j in 0..<count { sum += refinement[j] * scratch.atEnergy[count * line + j] }
          UnsafeMutableRawPointer(scratch.refined + 15 * line).storeBytes(of: sum, as: SIMD16<Double>.self)
        }
      }
      refine(0, (lastOrder + 2) * Self.figures)
      refine(orders * Self.figures, (lastOrder + 2) * Self.figures)
      refine(2 * orders * Self.figures, lastOrder + 1)
    }
  }

  /// By node: what it counts at the 15 nodes of a part.
  private func refinement(from a: Double, to b: Double) -> [SIMD16<Double>] {
    let middle = (from + to) / 2, half = (to - from) / 2
    return Self.refinement(rule, PanelRule.fine.nodes.map { ((a + b) / 2 + (b - a) / 2 * $0 - middle) / half })
  }

  private static let refinement = refinement(.coarse, PanelRule.fine.nodes)

  private static func refinement(_ rule: PanelRule, _ places: [Double]) -> [SIMD16<Double>] {
    let columns = places.map { rule.interpolation(at: $0) }
    return rule.nodes.indices.map { j in SIMD16(columns.map { $0[j] } + [0]) }
  }
}
