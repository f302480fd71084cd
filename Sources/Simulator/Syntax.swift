import Foundation

/// The string formats of the lexicon language, as strictly as a real service takes them.
enum Syntax {
  /// https://atproto.com/specs/did
  static func isDID(_ text: String) -> Bool {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "did", text.utf8.count <= 2048 else { return false }
    let method = parts[1].utf8
    let identifier = parts[2].utf8
    return !method.isEmpty && method.allSatisfy(isLowercaseLetter)
      && identifier.allSatisfy { isAlphanumeric($0) || "._:%-".utf8.contains($0) }
      && identifier.last.map { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "%") } ?? false
  }

  /// https://atproto.com/specs/handle
  static func isHandle(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, text.utf8.count <= 253 else { return false }
    return labels.allSatisfy { label in
      let bytes = label.utf8
      return (1...63).contains(bytes.count)
        && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        && bytes.first != UInt8(ascii: "-") && bytes.last != UInt8(ascii: "-")
    } && labels.last?.utf8.first.map { !isDigit($0) } ?? false
  }

  /// https://atproto.com/specs/nsid
  static func isNSID(_ text: String) -> Bool {
    let segments = text.split(separator: ".", omittingEmptySubsequences: false)
    guard segments.count >= 3, text.utf8.count <= 317, let name = segments.last else {
      return false
    }
    return isHandle(segments.dropLast().reversed().joined(separator: "."))
      && !name.isEmpty && name.utf8.allSatisfy(isAlphanumeric)
      && name.utf8.first.map { !isDigit($0) } ?? false
  }

  /// https://atproto.com/specs/lexicon#datetime
  static func isDatetime(_ text: String) -> Bool {
    let plain = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return (try? plain.parse(text)) != nil || (try? fractional.parse(text)) != nil
  }

  /// https://atproto.com/specs/record-key
  static func isRecordKey(_ text: String) -> Bool {
    (1...512).contains(text.utf8.count) && text != "." && text != ".."
      && text.utf8.allSatisfy { isAlphanumeric($0) || "._:~-".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowercaseLetter(byte | 0x20) || isDigit(byte)
  }

  private static func isLowercaseLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
