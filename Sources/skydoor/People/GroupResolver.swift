import ATProto
import Moderation
import Text
import Words

/// A group as some list has it: the service's, the journal's, or that of the doors that are shut.
protocol NamedGroup {
  var groupID: Group.ID { get }
  /// Empty where it is not known.
  var groupName: String { get }
}

extension Group: NamedGroup {
  var groupID: ID { id }
  var groupName: String { name }
}

extension PastGroup: NamedGroup {
  var groupID: Group.ID { id }
  var groupName: String { name }
}

extension Door: NamedGroup {
  var groupID: Group.ID { group }
}

extension Sequence where Element: NamedGroup {
  /// `"Night Owls" (3k1), "Sunday Birders" (3k3)`
  var choices: String {
    map { $0.groupName.isEmpty ? $0.groupID : "\"\($0.groupName)\" (\($0.groupID))" }
      .joined(separator: ", ")
  }
}

/// The id or name by which somebody refers to a group.
struct GroupName: Sendable {
  private let text: String

  init(_ text: String) { self.text = text }

  /// The groups it can mean: by id, else by the exact name, else by the name in any case, else by
  /// how the name begins.
  func matches<Item: NamedGroup>(in groups: [Item]) -> [Item] {
    guard !text.isEmpty else { return [] }
    let folded = text.lowercased()
    let rules: [(Item) -> Bool] = [
      { $0.groupID == text },
      { $0.groupName == text },
      { $0.groupName.lowercased() == folded },
      { $0.groupName.lowercased().hasPrefix(folded) },
    ]
    return rules.lazy.map { groups.filter($0) }.first { !$0.isEmpty } ?? []
  }

  /// The only group among the matches; nil where there is no match. A group that had several names
  /// can be among them more than once.
  /// - Throws: with exit status 65 where the matches are different groups.
  func only<Item: NamedGroup>(of matches: [Item]) throws(CommandError) -> Item? {
    guard let first = matches.first, matches.contains(where: { $0.groupID != first.groupID })
    else { return matches.first }
    throw CommandError(
      "\"\(text.brief)\" can be any of \(matches.choices).", cure: "Name it by its id.", .badInput)
  }
}

/// Finds the group that a person means among those that the account owns.
struct GroupResolver: Sendable {
  let groups: LossyArray<Group>

  /// Throws with exit status 65 when the text leads to no group or to several.
  func group(named text: String) throws(CommandError) -> Group {
    let name = GroupName(text)
    if let group = try name.only(of: name.matches(in: groups.elements)) { return group }
    throw CommandError(
      groups.isEmpty ? "You own no group." : "You own no group called \"\(text.brief)\".",
      cure: groups.isEmpty
        ? "Sign in as the owner, or choose with --account."
        : "There are \(groups.elements.choices).", .badInput
    ).considering(groups)
  }

  /// The group that a line of input names, which has to name it by id.
  /// - Throws: with exit status 65 when there is none.
  func group(withID id: Group.ID) throws(CommandError) -> Group {
    if let group = groups.first(where: { $0.id == id }) { return group }
    throw CommandError(
      "You own no group with the id \(id.brief).",
      cure: "See their ids with: skydoor groups --json", .badInput
    ).considering(groups)
  }

  /// The groups that were named, each once.
  func groups(named names: [String]) throws(CommandError) -> [Group] {
    try names.map { name throws(CommandError) in try group(named: name) }.unique
  }

  /// The group that was named; all of them where none was.
  func groups(named name: String?) throws(CommandError) -> [Group] {
    try name.map { name throws(CommandError) in [try group(named: name)] } ?? groups.elements
  }
}
