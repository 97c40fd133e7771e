import Documents
import Neutrinos

// What evaluations of both processes have in common.

extension Study.Neutrino {
  /// The parameters in use, with their citation.
  var oscillationJSON: JSONValue {
    let parameters = parameters
    return [
      "name": .string(parameters.name), "citation": .string(parameters.citation), "s12sq": .number(parameters.s12sq),
      "s13sq": .number(parameters.s13sq), "dm21_eV2": .number(parameters.dm21), "dm31_eV2": .number(parameters.dm31),
    ]
  }
}

extension FigureMark {
  var json: JSONValue {
    [
      "figure": .string(figure),
      "because": .array(
        because.map {
          [
            "datum": .string(orNull: $0.datum.isEmpty ? nil : $0.datum), "status": .string($0.status),
            "name": .string($0.name), "stand_in": .bool($0.isStandIn),
          ]
        }),
    ]
  }
}

extension MassSpectrum {
  /// m₁, m₂, m₃.
  var json: JSONValue { .numbers([m1, m2, m3]) }
}
