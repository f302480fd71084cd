import ATProto
import Moderation
import Text

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

extension CommandError {
  /// The same of somebody, or something, that was not found on a list: it may be what could not be
  /// read.
  func considering(_ list: LossyArray<Group>) -> CommandError {
    considering(list.unreadable, "group")
  }

  /// - Parameter thing: what an entry of the list is.
  func considering(_ unreadable: Int, _ thing: String) -> CommandError {
    guard unreadable > 0 else { return self }
    return CommandError(
      "\(message) \(Fault.unreadable(unreadable, thing).message)", cure: cure, status,
      excerpt: excerpt)
  }
}
