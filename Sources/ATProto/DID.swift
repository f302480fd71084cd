/// A decentralized identifier: the name of an account that never changes (`did:plc:…`).
///
/// Checked against the atproto DID syntax, never resolved here. Case matters.
/// Source: https://atproto.com/specs/did
public struct DID: Hashable, Sendable, LosslessStringConvertible {
  public let description: String

  /// Nil where the text is not a DID in the atproto syntax.
  public init?(_ string: String) {
    let bytes = string.utf8
    guard bytes.count <= 2048, bytes.starts(with: "did:".utf8) else { return nil }
    let parts = bytes.dropFirst(4)
    guard let colon = parts.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let method = parts[..<colon]
    let identifier = parts[parts.index(after: colon)...]
    guard
      !method.isEmpty, method.allSatisfy(\.isLowercaseLetter),
      let last = identifier.last, last != UInt8(ascii: ":"), last != UInt8(ascii: "%"),
      identifier.allSatisfy(\.isAllowedInDID)
    else { return nil }
    description = string
  }

  /// How the DID is looked up: `plc`, `web`.
  public var method: String {
    String(description.dropFirst(4).prefix { $0 != ":" })
  }

  /// What follows the method.
  var identifier: Substring {
    description.dropFirst(4 + method.count + 1)
  }
}

extension DID: Codable {
  /// - Throws: `DecodingError` where the text is not a DID.
  public init(from decoder: any Decoder) throws {
    self = try decoder.singleValueContainer().decodeParsed()
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension UInt8 {
  fileprivate var isAllowedInDID: Bool {
    switch self {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "%"),
      UInt8(ascii: "-"):
      true
    default:
      isLetter || isDigit
    }
  }
}
