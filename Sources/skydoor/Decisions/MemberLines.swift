import ATProto
import Foundation

/// The input of `--stdin`: a line is an object as `requests --json` or `members --json` prints it, or
/// a DID.
enum MemberLines {
  private struct Line: Decodable {
    let group: String
    let member: String
  }

  /// Reads standard input to its end. Throws as ``parse(_:hasGroup:)``.
  static func ofStandardInput(hasGroup: Bool) throws(CommandError) -> [NamedMember] {
    let input = FileHandle.standardInput.readDataToEndOfFile()
    return try parse(String(decoding: input, as: UTF8.self), hasGroup: hasGroup)
  }

  /// Throws with exit status 65, naming the line, when one can't be used.
  /// - Parameter hasGroup: the command line names the group, so that a DID alone will do.
  static func parse(_ text: String, hasGroup: Bool) throws(CommandError) -> [NamedMember] {
    var members: [NamedMember] = []
    // Bytes, for two reasons: a carriage return and a line feed are one character, and JSON may
    // hold other line ends as they are.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let decoder = JSONDecoder()
    for (index, bytes) in lines.enumerated() {
      let line = String(decoding: bytes, as: UTF8.self).trimmingCharacters(
        in: .whitespacesAndNewlines)
      guard !line.isEmpty else { continue }
      do throws(CommandError) {
        members.append(try member(line, hasGroup: hasGroup, decoder))
      } catch {
        throw CommandError(
          "Line \(index + 1) of the input: \(error.message)", cure: error.cure, error.status)
      }
    }
    return members
  }

  private static func member(
    _ line: String, hasGroup: Bool, _ decoder: JSONDecoder
  ) throws(CommandError) -> NamedMember {
    if line.hasPrefix("{") {
      guard let object = try? decoder.decode(Line.self, from: Data(line.utf8)) else {
        throw CommandError(
          "This is not an object with a group and a member.",
          cure: "Pass the lines of requests --json, or members --json, on as they are.", .badInput)
      }
      return NamedMember(name: .did(try did(object.member)), group: object.group)
    }
    guard hasGroup else {
      throw CommandError(
        "This names no group.", cure: "Name the group before --stdin.", .badInput)
    }
    return NamedMember(name: .did(try did(line)))
  }

  private static func did(_ text: String) throws(CommandError) -> DID {
    guard let did = DID(text) else {
      throw CommandError(
        "\(text.brief) is not a DID.", cure: "A DID looks like did:plc:abcd1234.", .badInput)
    }
    return did
  }
}
