import Quantities
import Targets

extension LibraryQuantity {
  /// What the database holds.
  static let database: [LibraryQuantity] = [
    LibraryQuantity(
      "level-energy", "energy of a level of the database, with CODATA 2022, eV", [.text("target"), .text("level")]
    ) { arguments, _, database throws(TargetError) in
      try database.load(arguments.text("target")).level(arguments.text("level"))?.energy.electronVolts
    },
    LibraryQuantity(
      "transition-rate", "A-coefficient that the database prefers, s⁻¹",
      [.text("target"), .text("upper"), .text("lower")]
    ) { arguments, _, database throws(TargetError) in
      try database.load(arguments.text("target")).transitions.first {
        $0.upper == arguments.text("upper") && $0.lower == arguments.text("lower") && $0.rate != nil
      }?.rate?.value
    },
  ]
}
