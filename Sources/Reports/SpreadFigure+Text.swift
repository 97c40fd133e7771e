import Documents
import Targets

extension SpreadFigure {
  /// The figure with its spread: per cent while it is small, the 68 % range beyond; `≥` where some inputs state no uncertainty, `±?` where
  /// none does, `~` for an order of magnitude.
  var text: String {
    let atLeast = isComplete ? "" : "≥"
    if value == 0 { return "0" }
    if isOrderOfMagnitude, logSigma < 1 { return "~" + NumberText.scientific(value, digits: 0) }
    if logSigma == 0 { return NumberText.scientific(value) + (isComplete ? "" : " ±?") }
    if logSigma < 0.3 {
      return NumberText.scientific(value) + " ±\(atLeast)\(NumberText.fixed(100 * logSigma, 0))%"
    }
    let digits = isOrderOfMagnitude ? 0 : 1
    return NumberText.scientific(value, digits: 1)
      + " \(atLeast)(\(NumberText.scientific(low, digits: digits))…\(NumberText.scientific(high, digits: digits)))"
  }
}
