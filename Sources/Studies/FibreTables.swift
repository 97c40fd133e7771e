import Documents
import Emission
import Photonics
import Quantities

/// Tables of a study's fibre for figures and further work.
public struct FibreTables: Sendable {
  private let fibre: BraggFibre
  private let problem: PairSuppression

  /// `nil` where ``FibreEvaluation`` is: without a fibre, or without a background that it could act on.
  public init?(_ evaluation: Evaluation) {
    guard let (design, pair, weight) = FibreEvaluation.setting(evaluation) else { return nil }
    fibre = design.bragg
    problem = PairSuppression(
      pair: pair, profile: ExcitationProfile(power: design.profilePower), weight: { weight($0) }, fibre: fibre.slices)
  }

  /// The pair of photons in the neutrinos' place.
  public var pair: PhotonPair { problem.pair }

  /// Half the pair's energy, eV.
  public var middleEnergy: Double { problem.pair.energy / 2 }

  /// A photon energy with the wall's decays per period over axial wave numbers.
  public struct BandRow: Sendable {
    /// eV.
    public let omega: Double
    /// β in eV, and the decay of both polarisations; 0 in a band.
    public let cells: [(beta: Double, te: Double, tm: Double)]
  }

  /// How much light decays over a period of the wall, on a grid over axial wave number and photon energy up to the pair's; `nil` for a wall
  /// without a period.
  public func bands(points: Int) -> [BandRow]? {
    guard fibre.period != nil else { return nil }
    var rows: [BandRow] = []
    for i in 1...points {
      let omega = problem.pair.energy * Double(i) / Double(points)
      guard let stack = fibre.blochStack(at: Energy(electronVolts: omega)) else { return nil }
      rows.append(
        BandRow(
          omega: omega,
          cells: (0...points).map { j in
            let beta = problem.pair.energy * Double(j) / Double(points)
            func decay(_ polarisation: Polarisation) -> Double {
              stack.decayPerPeriod(
                k0: omega / PairSuppression.hbarC, beta: beta / PairSuppression.hbarC, polarisation: polarisation)
            }
            return (beta, decay(.te), decay(.tm))
          }))
    }
    return rows
  }

  /// The same as CSV.
  public func bandsCSV(points: Int) -> String? {
    guard let rows = bands(points: points) else { return nil }
    var text = "omega_eV,beta_eV,te_decay_per_period,tm_decay_per_period\n"
    for row in rows {
      for cell in row.cells {
        text += [row.omega, cell.beta, cell.te, cell.tm].map(NumberText.exact).joined(separator: ",") + "\n"
      }
    }
    return text
  }

  /// S₂ of each channel at an energy of one photon, eV, with the background's weight there.
  public struct SuppressionRow: Sendable {
    public let omega: Double
    public let weight: Double
    public let factors: PairSuppression.ByChannel
  }

  public func suppression(points: Int) -> [SuppressionRow] {
    let energies = (0..<points).map { problem.pair.energy * (Double($0) + 0.5) / Double(points) }
    return zip(energies, problem.pairFactors(at: energies)).map {
      SuppressionRow(omega: $0, weight: problem.weight($0), factors: $1)
    }
  }

  /// The same as CSV.
  public func suppressionCSV(points: Int) -> String {
    var text =
      "omega_eV,weight," + PairSuppression.Channel.allCases.map { "s2_\($0.name)" }.joined(separator: ",") + "\n"
    for row in suppression(points: points) {
      let values = [row.omega, row.weight] + PairSuppression.Channel.allCases.map { row.factors[$0] }
      text += values.map(NumberText.exact).joined(separator: ",") + "\n"
    }
    return text
  }

  /// A mode with what its users ask of it.
  public struct ModeRow: Sendable {
    public let mode: FibreMode
    /// dB/m.
    public let loss: Double
    public let groupIndex: Double?
  }

  public struct Modes: Sendable {
    /// eV.
    public let energy: Double
    public let rows: [ModeRow]
    /// Orders for which the zeros counted on the edge are more than the modes told apart.
    public let incomplete: [Int]
  }

  /// The core's modes of the first azimuthal orders: 0.05 < Re β/ω < 1, losing less than Im β/ω = 0.01.
  public func modes(energy: Double, orders: ClosedRange<Int>) -> Modes {
    let slice = fibre.slice(at: Energy(electronVolts: energy)), k0 = energy / PairSuppression.hbarC
    var rows: [ModeRow] = []
    var incomplete: [Int] = []
    for order in orders {
      var finder = FibreModeFinder(slice, order: order, k0: k0)
      let search = finder.modes(in: 0.05...0.999_999, largestLoss: 0.01)
      if search.count != search.modes.count { incomplete.append(order) }
      for mode in search.modes {
        rows.append(
          ModeRow(mode: mode, loss: mode.loss(k0: k0), groupIndex: fibre.groupIndex(of: mode, energy: energy)))
      }
    }
    return Modes(energy: energy, rows: rows, incomplete: incomplete)
  }
}

extension FibreTables.Modes {
  public var json: JSONValue {
    [
      "energy_eV": .number(energy),
      "modes": .array(
        rows.map { row in
          [
            "order": .number(Double(row.mode.order)), "kind": .string(row.mode.kind.rawValue),
            "effective_index": .number(row.mode.effectiveIndex.re), "loss_index": .number(row.mode.effectiveIndex.im),
            "loss_dB_per_m": .number(orNull: row.loss), "group_index": .number(orNull: row.groupIndex),
          ]
        }),
      "orders_with_close_modes": .numbers(incomplete.map(Double.init)),
    ]
  }
}
