import Moderation

/// Finds the group that a person means.
struct GroupResolver: Sendable {
  let groups: [Group]

  /// Throws with exit status 65 when the text leads to no group or to several.
  func group(named text: String) throws(CommandError) -> Group {
    let found = GroupName(text).matches(in: groups, id: \.id, name: \.name)
    if let group = found.first, found.count == 1 { return group }
    guard found.isEmpty else {
      throw CommandError(
        "\"\(text.brief)\" can be any of \(Self.list(found)).", cure: "Name it by its id.",
        .badInput)
    }
    guard !groups.isEmpty else {
      throw CommandError(
        "You own no group.", cure: "Sign in as the owner, or choose with --account.", .badInput)
    }
    throw CommandError(
      "You own no group called \"\(text.brief)\".", cure: "There are \(Self.list(groups)).",
      .badInput)
  }

  /// The group that was named; all of them where none was.
  func chosen(_ name: String?) throws(CommandError) -> [Group] {
    guard let name else { return groups }
    return [try group(named: name)]
  }

  private static func list(_ groups: [Group]) -> String {
    groups.map { "\"\($0.name)\" (\($0.id))" }.joined(separator: ", ")
  }
}
