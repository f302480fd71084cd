/// A namespaced identifier: the name of a method or a record type (`chat.bsky.convo.listConvos`).
///
/// The domain part is in lower case; case matters in the name that follows it. The limits are those
/// of the specification's test vectors: 317 characters altogether and 63 a part.
/// Source: https://atproto.com/specs/nsid
public struct NSID: Hashable, Sendable, LosslessStringConvertible, ExpressibleByStringLiteral {
  public let description: String

  /// Nil where the text is not an NSID in the atproto syntax.
  public init?(_ string: String) {
    guard string.utf8.count <= 317 else { return nil }
    let parts = string.split(separator: ".", omittingEmptySubsequences: false)
    guard
      parts.count >= 3, let topLevel = parts.first, let name = parts.last,
      DomainLabel.isValidTopLevel(topLevel), parts.dropLast().allSatisfy(DomainLabel.isValid),
      Self.isName(name)
    else { return nil }
    description = parts.dropLast().joined(separator: ".").lowercased() + "." + name
  }

  /// For names written in the source. A literal that is not an NSID is a mistake in the program
  /// and stops it.
  public init(stringLiteral value: String) {
    guard let nsid = NSID(value) else { preconditionFailure("“\(value)” is not an NSID.") }
    self = nsid
  }

  private static func isName(_ name: Substring) -> Bool {
    let bytes = name.utf8
    return (1...63).contains(bytes.count) && bytes.first?.isLetter == true
      && bytes.allSatisfy { $0.isLetter || $0.isDigit }
  }
}
