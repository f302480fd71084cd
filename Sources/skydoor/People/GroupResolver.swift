import ATProto
import Moderation

/// Finds the group that a person means.
struct GroupResolver: Sendable {
  let groups: LossyArray<Group>

  /// Throws with exit status 65 when the text leads to no group or to several.
  func group(named text: String) throws(CommandError) -> Group {
    let found = GroupName(text).matches(in: groups.elements, id: \.id, name: \.name)
    if let group = found.first, found.count == 1 { return group }
    guard found.isEmpty else {
      throw CommandError(
        "\"\(text.brief)\" can be any of \(Self.list(found)).", cure: "Name it by its id.",
        .badInput)
    }
    throw CommandError(
      groups.isEmpty ? "You own no group." : "You own no group called \"\(text.brief)\".",
      cure: groups.isEmpty
        ? "Sign in as the owner, or choose with --account."
        : "There are \(Self.list(groups.elements)).", .badInput
    ).considering(groups)
  }

  /// The group that a line of input names, which no other name stands for.
  /// - Throws: with exit status 65 when there is none.
  func group(withID id: Group.ID) throws(CommandError) -> Group {
    if let group = groups.first(where: { $0.id == id }) { return group }
    throw CommandError(
      "You own no group with the id \(id.brief).",
      cure: "See their ids with: skydoor groups --json", .badInput
    ).considering(groups)
  }

  /// The group that was named; all of them where none was.
  func chosen(_ name: String?) throws(CommandError) -> [Group] {
    guard let name else { return groups.elements }
    return [try group(named: name)]
  }

  private static func list(_ groups: [Group]) -> String {
    groups.map { "\"\($0.name)\" (\($0.id))" }.joined(separator: ", ")
  }
}

/// What somebody has typed to name a group.
struct GroupName: Sendable {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The groups it can mean: by id, else by the exact name, else by the name in any case, else by
  /// how the name begins.
  func matches<Item>(
    in items: [Item], id: KeyPath<Item, String>, name: KeyPath<Item, String>
  ) -> [Item] {
    let folded = text.lowercased()
    let ways: [(Item) -> Bool] = [
      { $0[keyPath: id] == text },
      { $0[keyPath: name] == text },
      { $0[keyPath: name].lowercased() == folded },
      { !text.isEmpty && $0[keyPath: name].lowercased().hasPrefix(folded) },
    ]
    return ways.lazy.map { items.filter($0) }.first { !$0.isEmpty } ?? []
  }
}
