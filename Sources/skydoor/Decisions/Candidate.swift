import ATProto
import Moderation
import Words

/// Somebody whom a name can mean, with what tells them from others of the same name.
struct Candidate: Sendable {
  /// More than anybody reads.
  fileprivate static let limit = 20

  private let person: Person
  private let facts: String?

  init(_ person: Person, _ facts: String?) {
    self.person = person
    self.facts = facts
  }

  /// `did:plc:abcd1234  Ana Lima, asked 2026-11-02 11:13`
  fileprivate var line: String {
    let words = [person.displayName, facts ?? ""].filter { !$0.allSatisfy(\.isWhitespace) }
    return "\(person.did)  \(words.joined(separator: ", "))"
  }
}

extension CommandError {
  /// A handle that does not say who is meant, with those whom it can mean to choose from.
  /// - Parameter place: where they were found, after "3 people".
  static func ambiguous(
    _ handle: Handle, _ place: String, among people: [Candidate]
  ) -> CommandError {
    let count = people.count
    let rest = count - Candidate.limit
    return CommandError(
      handle.isPlaceholder
        ? """
        @\(handle) stands for any account without a handle of its own: there \
        \(count == 1 ? "is 1 person" : "are \(count) people") \(place).
        """
        : "@\(handle) can be any of \(count) people \(place).",
      cure: count == 1 ? "Name the person by DID:" : "Name one of them by DID:", .badInput,
      excerpt: people.prefix(Candidate.limit).map(\.line) + (rest > 0 ? ["and \(rest) more"] : []))
  }
}
