import Emission
import Foundation
import Neutrinos
import Quantities

/// A measurement of the angular distribution of Raman stimulated pair emission.
///
/// The expected density of events per exposure X = T·24Γ₀/ε_eg² (eV⁻²) is, in eV² per steradian,
///
///     μ(θ) = A S_s(θ) + B,   B = β S₀ + B₄,   S₀ = (1/4π)(3/4)E²/9,   B₄ = η 2I_2γ(M²)/G_F²
///
/// with S = ΣF smeared on the sphere by a von Mises–Fisher kernel of concentration 1/σ², a flat, known background and, if asked, the two-photon background McQ4
/// suppressed by η. The dipole pattern of the Raman photon is left out, as in the paper.
///
/// Cells are the nodes of a quadrature over the accepted angles; numbers are eV² until an exposure multiplies them. Smeared densities are good to 1e-7 of the
/// largest, and integrals over them to better than 1e-6.
public struct AngularSetting: Measurement {
  public let kinematics: RamanKinematics
  public let kernel: SpinCurrentKernel
  /// σ, radians.
  public let resolution: Double
  /// β, the background relative to massless signal.
  public let backgroundShare: Double
  /// The two-photon background that is counted, and by how much it is suppressed.
  public let twoPhoton: TwoPhoton?
  /// The polar angles that are measured, radians; light from beyond may be smeared into them.
  public let acceptance: ClosedRange<Double>

  public struct TwoPhoton: Sendable {
    public let background: TwoPhotonBackground
    /// η.
    public let suppression: Double

    public init(_ background: TwoPhotonBackground, suppression: Double) {
      self.background = background
      self.suppression = suppression
    }
  }

  /// - Precondition: 1e-6 ≤ σ ≤ 0.1 and β > 0: without background an empty region would count infinitely.
  public init(
    kinematics: RamanKinematics, kernel: SpinCurrentKernel = .corrected, resolution: Double = 2e-3,
    backgroundShare: Double = 0.01, twoPhoton: TwoPhoton? = nil, acceptance: ClosedRange<Double> = 0...Double.pi
  ) {
    precondition((1e-6...0.1).contains(resolution) && backgroundShare > 0, "a resolution and a background are needed")
    precondition(acceptance.lowerBound >= 0 && acceptance.upperBound <= .pi, "polar angles lie between 0 and π")
    self.kinematics = kinematics
    self.kernel = kernel
    self.resolution = resolution
    self.backgroundShare = backgroundShare
    self.twoPhoton = twoPhoton
    self.acceptance = acceptance
  }

  /// β S₀, eV² per steradian.
  public var flatBackground: Double {
    let energy = kinematics.pairEnergy
    return backgroundShare * 0.75 * energy * energy / 9 / (4 * .pi)
  }

  public func expectation(of hypotheses: [Hypothesis], slopes: [FitParameter]) -> Expectation {
    let geometry = AxialGeometry(kinematics)
    let shapes = hypotheses.enumerated().map { index, hypothesis in
      SignalShape(
        hypothesis.neutrino, slopes: index == 0 ? slopes : [], energy: kinematics.pairEnergy, kernel: kernel)
    }
    let centres = shapes.flatMap(\.thresholds).compactMap { geometry.centre(of: $0) }
    let grid = AngularGrid(centres: centres, resolution: resolution, acceptance: acceptance)
    let nodes = grid.nodes
    var result = Expectation(
      background: nodes.map { $0.solidAngle * background(geometry, at: $0.angle) }, signals: [], slopes: [])
    let sphere = SphereKernel(resolution: resolution), local = LocalSmearing(resolution: resolution)
    // What may shine into a zone.
    let sources = Self.widened(grid.zones, by: SphereKernel.reach * resolution)
    for shape in shapes {
      let lists = smeared(
        shape, nodes, geometry, sphere, local,
        SignalNodes(shape, geometry, zones: sources, resolution: resolution))
      result.signals.append(lists[0])
      result.slopes += lists.dropFirst()
    }
    return result
  }

  /// A list for each channel.
  private func smeared(
    _ shape: SignalShape, _ nodes: [AngularGrid.Node], _ geometry: AxialGeometry, _ sphere: SphereKernel,
    _ local: LocalSmearing, _ sources: SignalNodes
  ) -> [[Double]] {
    var lists = [[Double]](repeating: [Double](repeating: 0, count: nodes.count), count: shape.channels)
    var first = 0
    let near = AngularGrid.near * resolution
    for (index, node) in nodes.enumerated() {
      var values = Channels(repeating: .zero)
      if node.distance <= near {
        sources.smear(sphere, at: node, first: &first, into: &values)
      } else {
        let anchor = geometry.massSquared(cosine: node.cosine)
        // M² is linear in cos θ.
        let slope = (geometry.forward - geometry.backward) / 2
        for point in local.points(distance: node.distance) {
          let moved = node.sine * point.shift - node.cosine * point.fall
          shape.add(to: &values, weight: point.weight, anchor: anchor, offset: slope * moved)
        }
      }
      for c in lists.indices { lists[c][index] = node.solidAngle * values[c].sum() }
    }
    return lists
  }

  private func background(_ geometry: AxialGeometry, at theta: Double) -> Double {
    guard let twoPhoton else { return flatBackground }
    let fermi = PhysicalConstants.fermiCoupling
    return flatBackground
      + twoPhoton.suppression * 2 / (fermi * fermi)
      * twoPhoton.background.value(massSquared: kinematics.massSquared(at: theta), energy: kinematics.pairEnergy)
  }

  private static func widened(_ zones: [ClosedRange<Double>], by reach: Double) -> [ClosedRange<Double>] {
    var wide: [ClosedRange<Double>] = []
    for zone in zones {
      let low = max(zone.lowerBound - reach, 0), high = min(zone.upperBound + reach, .pi)
      if let last = wide.last, low <= last.upperBound {
        wide[wide.count - 1] = last.lowerBound...high
      } else {
        wide.append(low...high)
      }
    }
    return wide
  }
}
