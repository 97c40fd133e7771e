extension JSONValue {
  /// The value that a JSON pointer names, if there is one.
  public func value(at pointer: String) -> JSONValue? {
    var value = self
    for step in JSONPointer.steps(pointer) {
      if let member = value[step] {
        value = member
      } else if let index = Int(step), value.elements.indices.contains(index) {
        value = value.elements[index]
      } else {
        return nil
      }
    }
    return value
  }

  /// The same tree with one value replaced or added, the objects on the way to it made where they are missing; null removes a member.
  public func replacing(_ pointer: String, with value: JSONValue) -> JSONValue {
    replacing(JSONPointer.steps(pointer)[...], with: value)
  }

  private func replacing(_ steps: ArraySlice<String>, with value: JSONValue) -> JSONValue {
    guard let step = steps.first else { return value }
    let rest = steps.dropFirst()
    if case .array(var elements) = self, let index = Int(step), elements.indices.contains(index) {
      elements[index] = elements[index].replacing(rest, with: value)
      return .array(elements)
    }
    var members: [Member] = if case .object(let members) = self { members } else { [] }
    let index = members.firstIndex { $0.key == step }
    if rest.isEmpty, value == .null {
      if let index { members.remove(at: index) }
    } else if let index {
      members[index] = Member(step, members[index].value.replacing(rest, with: value))
    } else {
      members.append(Member(step, JSONValue.object([]).replacing(rest, with: value)))
    }
    return .object(members)
  }
}
