import Documents
import Emission
import Neutrinos
import Targets

extension Claims {
  /// A figure's curves as CSV, each in both conventions.
  ///
  /// Fig. 4 and its like are kinematics alone and the same in both but for the energies.
  public func csv(_ figure: ClaimedFigure, database: TargetDatabase) throws(StudyError) -> String {
    let bench = ClaimBench(self, database)
    var header: String
    switch figure.kind {
    case .massSquared: header = "r"
    case .pairMass: header = "pair_mass_eV"
    case .angular: header = "theta_rad"
    case .library: header = figure.argument ?? ""
    }
    let (low, high, points) = figure.abscissa
    let abscissae = (0..<points).map {
      $0 == points - 1 ? high : low + (high - low) * Double($0) / Double(points - 1)
    }
    var columns: [[Double]] = []
    for curve in figure.curves {
      for conventions in Conventions.allCases {
        if let call = curve.call, let argument = figure.argument {
          header += ",\(Self.quoted("\(curve.label) [\(conventions.rawValue)]"))"
          columns.append(try bench.curve(call, argument, abscissae, conventions))
          continue
        }
        let evaluation = try bench.evaluation(figure.study, curve.changes, conventions, for: figure.pointer)
        header += ",\(Self.quoted("\(curve.label) [\(conventions.rawValue)]"))"
        columns.append(evaluation.curve(figure.kind, at: abscissae, angle: curve.angle ?? 0))
      }
    }
    var text = header + "\n"
    for (row, x) in abscissae.enumerated() {
      text += "\(x)" + columns.map { ",\($0[row])" }.joined() + "\n"
    }
    return text
  }

  /// A field of CSV (RFC 4180).
  private static func quoted(_ field: String) -> String {
    "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

extension ClaimBench {
  /// A quantity of the library over one of its arguments; NaN where it has no number.
  fileprivate func curve(
    _ call: LibraryCall, _ argument: String, _ abscissae: [Double], _ conventions: Conventions
  ) throws(StudyError) -> [Double] {
    var values: [Double] = []
    for x in abscissae { values.append(try value(call.setting(argument, to: x), conventions) ?? .nan) }
    return values
  }
}

extension Evaluation {
  fileprivate func curve(_ kind: ClaimedFigure.Kind, at abscissae: [Double], angle: Double) -> [Double] {
    switch kind {
    case .massSquared:
      return abscissae.map { r in
        design.spectrum(imprint: r, trigger: kinematics.trigger, detected: kinematics.detected).kinematics
          .massSquared(at: angle)
      }
    case .pairMass:
      let spectrum = spectrum
      return abscissae.map { mass in
        spectrum.kernel.sum(
          design.pairs, massSquared: mass * mass, energy: kinematics.pairEnergy, nature: spectrum.nature)
      }
    case .angular:
      return abscissae.map { spectrum.density(at: $0) }
    case .library: preconditionFailure("a quantity of the library has no evaluation")
    }
  }
}
