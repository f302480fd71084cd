import Moderation

extension JournalEntry {
  /// As `history --json` and `--csv` print it.
  var fields: [JSONValue.Member] {
    let person = subject.person
    return [
      .init("id", .number(Int(id))),
      .init("decidedAt", .date(decidedAt)),
      .init("sentAt", .date(sentAt)),
      .init("settledAt", .date(settledAt)),
      .init("group", .string(subject.group)),
      .init("groupName", .string(groupName)),
      .init("member", .string(person.did.description)),
      .init("handle", .string(person.handle.description)),
      .init("displayName", .string(person.displayName)),
      .init("action", .string(verdict.rawValue)),
      .init("outcome", .string(status.rawValue)),
      .init("rule", .string(rule)),
      .init("note", .string(note)),
      .init("error", .string(reason)),
    ]
  }

  /// The names of ``fields``, in their order.
  static let fieldNames = [
    "id", "decidedAt", "sentAt", "settledAt", "group", "groupName", "member", "handle",
    "displayName", "action", "outcome", "rule", "note", "error",
  ]
}
