import Foundation

/// The input of `--stdin`: a line is an object as `requests --json` or `members --json` prints it, or
/// a DID. Only the DID of an object counts: the handle beside it may be an old one.
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
    // Bytes, for two reasons: a carriage return and a line feed are one character, and JSON may
    // hold other line ends as they are.
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
      // What can't be a line at all has nothing to do with groups.
      _ = try MemberName.did(line)
      throw CommandError(
        "This names no group.", cure: "Name the group before --stdin.", .badInput)
    }
    return NamedMember(name: .did(try MemberName.did(line)))
  }
}
