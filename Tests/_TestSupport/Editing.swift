import Documents

extension JSONValue {
  /// The same tree with the value at a pointer replaced, added (a new key, or `-` to append) or, for `nil`, removed.
  public func setting(_ pointer: String, to value: JSONValue?) throws -> JSONValue {
    try setting(JSONPointer.steps(pointer)[...], to: value, pointer)
  }

  private func setting(_ steps: ArraySlice<String>, to value: JSONValue?, _ pointer: String) throws -> JSONValue {
    guard let step = steps.first else { return value ?? .null }
    let rest = steps.dropFirst()
    switch self {
    case .object(var members):
      if let index = members.firstIndex(where: { $0.key == step }) {
        if rest.isEmpty, value == nil {
          members.remove(at: index)
        } else {
          members[index] = Member(step, try members[index].value.setting(rest, to: value, pointer))
        }
      } else {
        guard rest.isEmpty, let value else { throw TestFailure("no value at \(pointer)") }
        members.append(Member(step, value))
      }
      return .object(members)
    case .array(var elements):
      if step == "-", let value { return .array(elements + [value]) }
      guard let index = Int(step), elements.indices.contains(index) else { throw TestFailure("no value at \(pointer)") }
      if rest.isEmpty, value == nil {
        elements.remove(at: index)
      } else {
        elements[index] = try elements[index].setting(rest, to: value, pointer)
      }
      return .array(elements)
    default: throw TestFailure("no value at \(pointer)")
    }
  }

  /// The value at a pointer, which must exist.
  public func at(_ pointer: String) throws -> JSONValue {
    guard let value = value(at: pointer) else { throw TestFailure("no value at \(pointer)") }
    return value
  }

  /// The index of the element of an array whose members have these string values.
  public func index(_ pointer: String, where wanted: [String: String]) throws -> Int {
    guard
      let index = try at(pointer).elements.firstIndex(where: { element in
        wanted.allSatisfy { element[$0.key]?.stringValue == $0.value }
      })
    else { throw TestFailure("nothing in \(pointer) has \(wanted)") }
    return index
  }
}
