import ATProto
import Moderation
import Text
import Words

/// Finds in a journal the group and the person that somebody means.
struct HistoryFinder: Sendable {
  let journal: Journal

  func group(named text: String) async throws -> Group.ID {
    try Self.group(named: text, among: try await journal.groups())
  }

  /// Throws with exit status 65 when that leads to no group or to several.
  static func group(
    named text: String, among groups: [PastGroup]
  ) throws(CommandError) -> Group.ID {
    // A group whose name was not known then has none, and is not meant by it.
    let found = text.isEmpty ? [] : GroupName(text).matches(in: groups, id: \.id, name: \.name)
    if let first = found.first {
      if found.allSatisfy({ $0.id == first.id }) { return first.id }
      throw CommandError(
        "\"\(text.brief)\" can be any of \(list(found)).", cure: "Name it by its id.", .badInput)
    }
    throw CommandError(
      "Nothing was decided in a group called \"\(text.brief)\".",
      cure: groups.isEmpty ? "See all with: skydoor history" : "There are \(list(groups)).",
      .badInput)
  }

  /// Throws with exit status 65 for a handle that nobody had, or several.
  func member(named name: MemberName) async throws -> DID {
    switch name {
    case .did(let did): return did
    case .handle(let handle):
      let entries = try await journal.members(called: handle)
      guard let entry = entries.first else {
        throw CommandError(
          "Nothing was decided about anybody called @\(handle).",
          cure: "See all with: skydoor history", .badInput)
      }
      guard entries.count == 1, !handle.isPlaceholder else {
        throw CommandError.ambiguous(
          handle, "in the journal",
          among: entries.map {
            Candidate($0.subject.person, "last decided on \($0.decidedAt.minuteText)")
          })
      }
      return entry.subject.person.did
    }
  }

  private static func list(_ groups: [PastGroup]) -> String {
    groups.map { $0.name.isEmpty ? $0.id : "\"\($0.name)\" (\($0.id))" }.joined(separator: ", ")
  }
}
