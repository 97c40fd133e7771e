import Photonics

extension DesignFigure {
  static let signalTransmission = DesignFigure(
    "signal_transmission", better: .larger, needs: "a fibre", isLogarithmic: false,
    definition:
      "The share of the detected photon's light that the fibre's wall, laid flat, passes, averaged over the study's \"acceptance_deg\".",
    slope: { point, parameter in point.transmissionSlope(parameter) },
    number: { point in point.transmission })

  static let layerThickness = DesignFigure(
    "layer_thickness_um", unit: "µm", better: .larger, needs: "a fibre", isLogarithmic: false,
    definition: "The thickness of every layer, each of which has to keep the limits.",
    slopes: { point, parameter in
      guard let fibre = point.wall else { return nil }
      let layers = fibre.stack.layers
      return layers.indices.map { index in
        var single = [Double](repeating: 0, count: layers.count)
        single[index] = 1
        return fibre.chain(single, parameter) ?? 0
      }
    },
    values: { point in point.wall?.layers.map(\.thickness) })

  static let layerCount = DesignFigure(
    "layers", better: .smaller, needs: "a fibre", isLogarithmic: false,
    definition: "How many layers the wall has.",
    slope: { _, _ in 0 }, number: { point in point.wall.map { Double($0.layers.count) } })

  static let fibreRadius = DesignFigure(
    "fibre_radius_um", unit: "µm", better: .smaller, needs: "a fibre", isLogarithmic: false,
    definition: "Core and layers together, to the outside of the last layer.",
    slope: { point, parameter in
      guard let fibre = point.wall else { return nil }
      if parameter.kind == .coreRadius { return 1 }
      return fibre.chain([Double](repeating: 1, count: fibre.stack.layers.count), parameter) ?? 0
    },
    number: { point in point.wall?.bragg.totalRadius })
}
