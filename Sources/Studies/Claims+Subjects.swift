import Documents

extension Claims {
  /// The processes of its studies.
  public var processes: Set<String> { Set(studies.values.compactMap { $0["process"]?.stringValue }) }
  /// The targets of its studies.
  public var targets: Set<String> { Set(studies.values.compactMap { $0["target"]?.stringValue }) }
}
