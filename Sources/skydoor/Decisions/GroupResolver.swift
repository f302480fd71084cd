import Moderation

/// Finds the group that a person means.
struct GroupResolver: Sendable {
  let groups: [Group]

  /// By id, then by the exact name, then by the name in any case, then by how the name begins.
  /// Throws with exit status 65 when that leads to no group or to several.
  func group(named text: String) throws(CommandError) -> Group {
    let folded = text.lowercased()
    let ways: [(Group) -> Bool] = [
      { $0.id == text },
      { $0.name == text },
      { $0.name.lowercased() == folded },
      { !text.isEmpty && $0.name.lowercased().hasPrefix(folded) },
    ]
    for matches in ways {
      let found = groups.filter(matches)
      if let group = found.first, found.count == 1 { return group }
      if !found.isEmpty {
        throw CommandError(
          "\"\(text)\" can be any of \(Self.list(found)).", cure: "Name it by its id.", .badInput)
      }
    }
    guard !groups.isEmpty else {
      throw CommandError(
        "You own no group.", cure: "Sign in as the owner, or choose with --account.", .badInput)
    }
    throw CommandError(
      "You own no group called \"\(text)\".", cure: "There are \(Self.list(groups)).", .badInput)
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
