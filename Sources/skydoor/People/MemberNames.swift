import ATProto
import Foundation
import Moderation
import Text
import Words

/// How a command names a person.
enum MemberName: Hashable, Sendable {
  case did(DID)
  case handle(Handle)

  /// Throws with exit status 65 when the text can be neither a DID nor a handle.
  init(_ text: String) throws(CommandError) {
    if text.hasPrefix("did:") {
      self = .did(try Self.did(text))
    } else {
      guard let handle = Handle(text.hasPrefix("@") ? String(text.dropFirst()) : text) else {
        throw CommandError(
          "\(text.brief) is neither a handle nor a DID.",
          cure: "A handle looks like name.example.com, a DID like did:plc:abcd1234.", .badInput)
      }
      self = .handle(handle)
    }
  }

  /// Throws with exit status 65 when the text is not a DID.
  static func did(_ text: String) throws(CommandError) -> DID {
    guard let did = DID(text) else {
      throw CommandError(
        "\(text.brief) is not a DID.", cure: "A DID looks like did:plc:abcd1234.", .badInput)
    }
    return did
  }
}

/// A person named on the command line or by a line of input.
struct NamedMember: Hashable, Sendable {
  let name: MemberName
  /// The id of the group that the line itself names.
  var group: String?
  /// Which line of the input it is, from 1; nil on the command line.
  var line: Int?

  init(name: MemberName, group: String? = nil, line: Int? = nil) {
    self.name = name
    self.group = group
    self.line = line
  }

  /// As typed on the command line. Throws as ``MemberName/init(_:)``.
  init(_ text: String) throws(CommandError) {
    self.init(name: try MemberName(text))
  }

  /// The people that the command line names, or the lines of standard input in their place.
  /// - Parameter hasGroup: the command line names the group.
  /// - Throws: with exit status 65 at the first that can't be used.
  static func all(
    _ names: [String], orStandardInput stdin: Bool, hasGroup: Bool
  ) throws(CommandError) -> [NamedMember] {
    guard !stdin else { return try MemberLines.ofStandardInput(hasGroup: hasGroup) }
    return try names.map { name throws(CommandError) in try NamedMember(name) }
  }

  /// The same person of the same group, wherever it is named.
  var subject: NamedMember { NamedMember(name: name, group: group) }
}

extension CommandError {
  /// The same error with the number of the input line; unchanged where that is nil.
  func about(line: Int?) -> CommandError {
    guard let line else { return self }
    return CommandError(
      "Line \(line) of the input: \(message)", cure: cure, status, excerpt: excerpt)
  }
}

/// The input of `--stdin`: each line is an object that `requests --json` or `members --json` has
/// printed, or a DID. Of an object only the DID counts, since the handle may have changed.
enum MemberLines {
  private struct Line: Decodable {
    let group: String
    let member: String
  }

  /// Reads standard input to its end. Throws as ``parse(_:hasGroup:)``, and where it can't be read.
  static func ofStandardInput(hasGroup: Bool) throws(CommandError) -> [NamedMember] {
    let input = try StandardInput.all(
      cure: "Pipe the lines in, as in: skydoor requests --json | skydoor reject --stdin")
    return try parse(input, hasGroup: hasGroup)
  }

  /// Throws with exit status 65, naming the line, when one can't be used.
  /// - Parameter hasGroup: the command line names the group, so that a DID alone will do.
  static func parse(_ input: [UInt8], hasGroup: Bool) throws(CommandError) -> [NamedMember] {
    var members: [NamedMember] = []
    // Bytes, for two reasons: Swift takes a carriage return and a line feed for one character, and
    // JSON strings may contain other line separators unescaped.
    let lines = input.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let decoder = JSONDecoder()
    for (index, bytes) in lines.enumerated() {
      do throws(CommandError) {
        guard var member = try member(bytes, hasGroup: hasGroup, decoder) else { continue }
        member.line = index + 1
        members.append(member)
      } catch {
        throw error.about(line: index + 1)
      }
    }
    return members
  }

  /// Nil for a blank line.
  private static func member(
    _ bytes: ArraySlice<UInt8>, hasGroup: Bool, _ decoder: JSONDecoder
  ) throws(CommandError) -> NamedMember? {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError(
        "This is not UTF-8 text.", cure: "Pass the lines on in UTF-8, as they are.", .badInput)
    }
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !line.isEmpty else { return nil }
    if line.hasPrefix("{") {
      guard let object = try? decoder.decode(Line.self, from: Data(line.utf8)) else {
        throw CommandError(
          "This is not an object with a group and a member.",
          cure: """
            Pass the lines of requests --json, or members --json, on as they are: one object a line, \
            as jq -c writes them.
            """, .badInput)
      }
      return NamedMember(name: .did(try MemberName.did(object.member)), group: object.group)
    }
    guard hasGroup else {
      // A line that is no DID either gets the error about that.
      _ = try MemberName.did(line)
      throw CommandError(
        "This names no group.", cure: "Name the group before --stdin.", .badInput)
    }
    return NamedMember(name: .did(try MemberName.did(line)))
  }
}

/// One of several people who have the same handle, with a fact that tells them apart.
struct PossiblePerson: Sendable {
  /// A longer list would not be read.
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
  /// A handle that several people have, with a list of them to choose from.
  /// - Parameter place: where they were found, after "3 people".
  static func ambiguous(
    _ handle: Handle, _ place: String, among people: [PossiblePerson]
  ) -> CommandError {
    let count = people.count
    let rest = count - PossiblePerson.limit
    return CommandError(
      handle.isPlaceholder
        ? """
        @\(handle) stands for any account without a handle of its own: there \
        \(count == 1 ? "is" : "are") \(count.people) \(place).
        """
        : "@\(handle) can be any of \(count) people \(place).",
      cure: count == 1 ? "Name the person by DID:" : "Name one of them by DID:", .badInput,
      excerpt: people.prefix(PossiblePerson.limit).map(\.line)
        + (rest > 0 ? ["and \(rest) more"] : []))
  }
}
