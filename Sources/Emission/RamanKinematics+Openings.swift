extension RamanKinematics {
  /// The imprinted phases at which M²_ν takes a value at θ = 0 or at θ = π for these photon energies: there a pair of that threshold begins to be emitted, and
  /// distributions change most. Ascending, at most four.
  ///
  /// With y = rε the conditions are (a − y)(b + y) = M²: at θ = π a = ε − 2ω, b = ε + 2ω₀, at θ = 0 a = ε, b = ε − 2(ω − ω₀). The roots are written from
  /// a and −b, near which small M² lie.
  public func openings(of target: Double) -> [Double] {
    // What the pair's M² is in terms of the photons', P² = E² − M².
    let energy = pairEnergy, square = refractiveIndex * refractiveIndex
    let value = refractiveIndex == 1 ? target : energy * energy * (1 - 1 / square) + target / square
    let eps = levelSpacing
    func roots(_ a: Double, _ b: Double) -> [Double] {
      let sum = a + b, discriminant = sum * sum - 4 * value
      guard sum > 0, discriminant >= 0 else { return [] }
      let inward = 2 * value / (sum + discriminant.squareRoot())
      return [(a - inward) / eps, (inward - b) / eps]
    }
    return (roots(eps - 2 * detected, eps + 2 * trigger) + roots(eps, eps - 2 * (detected - trigger)))
      .filter { (-1...1).contains($0) }.sorted()
  }
}
