/// Places labels along a line: as near as can be to where they belong, in their order, without overlap.
enum Spread {
  /// - Parameters:
  ///   - wanted: the centres, in any order.
  ///   - extents: the length of each label.
  ///   - range: what the labels have to stay in, if they fit.
  /// - Returns: the centres, in the order given.
  static func centres(_ wanted: [Double], extents: [Double], gap: Double, in range: ClosedRange<Double>) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    // Groups that touch share the mean of their shifts.
    struct Group {
      var members: [Int]
      var start: Double
      var length: Double
    }
    var groups: [Group] = []
    func start(_ members: [Int], _ length: Double) -> Double {
      var offset = 0.0, sum = 0.0
      for index in members {
        sum += wanted[index] - offset - extents[index] / 2
        offset += extents[index] + gap
      }
      return min(max(sum / Double(members.count), range.lowerBound), max(range.upperBound - length, range.lowerBound))
    }
    for index in order {
      groups.append(Group(members: [index], start: start([index], extents[index]), length: extents[index]))
      while groups.count > 1,
        groups[groups.count - 2].start + groups[groups.count - 2].length + gap > groups[groups.count - 1].start
      {
        let last = groups.removeLast(), before = groups.removeLast()
        let members = before.members + last.members, length = before.length + gap + last.length
        groups.append(Group(members: members, start: start(members, length), length: length))
      }
    }
    var centres = wanted
    for group in groups {
      var place = group.start
      for index in group.members {
        centres[index] = place + extents[index] / 2
        place += extents[index] + gap
      }
    }
    return centres
  }
}
