/// A pair of axes with what is drawn between them.
public struct Panel: Sendable {
  public var title: Label?
  public var x: Axis
  public var y: Axis
  /// Of the frame.
  public var height: Double
  public var marks: [Mark]

  public init(title: Label? = nil, x: Axis, y: Axis, height: Double = 130, marks: [Mark] = []) {
    self.title = title
    self.x = x
    self.y = y
    self.height = height
    self.marks = marks
  }

  public struct Axis: Sendable {
    public enum Scale: Sendable, Hashable {
      case linear, logarithmic
    }

    public var label: String
    public var range: ClosedRange<Double>
    public var scale: Scale
    /// Larger values to the left, or below.
    public var isReversed: Bool
    /// Multiples of this are marked; by default round numbers.
    public var step: Double?
    /// Without numbers and name, for an axis that the next panel below shares.
    public var isBare: Bool

    public init(
      _ label: String, _ range: ClosedRange<Double>, _ scale: Scale = .linear, isReversed: Bool = false,
      step: Double? = nil,
      isBare: Bool = false
    ) {
      self.label = label
      // An axis has a length.
      let (low, high) = (range.lowerBound, range.upperBound)
      if scale == .logarithmic {
        precondition(low > 0, "a logarithm has a positive argument")
        self.range = high > low * 1.0001 ? range : (low / 2)...(high * 2)
      } else {
        let least = 1e-9 * max(abs(low), abs(high), 1e-300)
        self.range = high - low > least ? range : (low - max(abs(low) / 2, 0.5))...(high + max(abs(high) / 2, 0.5))
      }
      self.scale = scale
      self.isReversed = isReversed
      self.step = step
      self.isBare = isBare
    }

    /// From 0 to 1 along the axis; `nil` where there is no place.
    func share(_ value: Double) -> Double? {
      guard value.isFinite else { return nil }
      var share: Double
      switch scale {
      case .linear: share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
      case .logarithmic:
        guard value > 0 else { return nil }
        share = logarithm(value / range.lowerBound) / logarithm(range.upperBound / range.lowerBound)
      }
      // Far outside is outside.
      share = min(max(share, -4), 5)
      return isReversed ? 1 - share : share
    }

    func ticks(most: Int) -> Ticks {
      if let step, scale == .linear { return Ticks(from: range, step: step) }
      return scale == .linear ? Ticks(linear: range, most: most) : Ticks(logarithmic: range, most: most)
    }
  }

  public enum Mark: Sendable {
    /// A curve; with a label it stands in the legend.
    case line([(x: Double, y: Double?)], Palette.Stroke, label: String?)
    /// A curve that keeps its value until the next point.
    case steps([(x: Double, y: Double?)], Palette.Stroke, label: String?)
    case dots([(x: Double, y: Double)], Palette.Stroke, label: String?)
    /// All between two values of x, cut at the frame.
    case band(ClosedRange<Double>, Palette.Fill, label: String?)
    /// A corner-by-corner area.
    case area([(x: Double, y: Double)], Palette.Fill, label: String?)
    /// Rectangles between x and y ranges.
    case cells([(x: ClosedRange<Double>, y: ClosedRange<Double>)], Palette.Fill, label: String?)
    /// A line across at one x, with a short label above the frame.
    case vertical(Double, Palette.Stroke, label: String?)
    /// A line across at one y, with a short label right of the frame.
    case horizontal(Double, Palette.Stroke, label: String?)
  }
}
