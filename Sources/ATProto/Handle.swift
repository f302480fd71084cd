/// The readable name of an account: a domain name, in lower case.
///
/// Checked against the atproto handle syntax, never resolved here.
/// Source: https://atproto.com/specs/handle
public struct Handle: Hashable, Sendable, LosslessStringConvertible {
  public let description: String

  /// Nil where the text is not a handle in the atproto syntax. There is no `@` in front.
  public init?(_ string: String) {
    guard string.utf8.count <= 253 else { return nil }
    let labels = string.split(separator: ".", omittingEmptySubsequences: false)
    guard
      labels.count >= 2, labels.allSatisfy(DomainLabel.isValid),
      let topLevel = labels.last, DomainLabel.isValidTopLevel(topLevel)
    else { return nil }
    description = string.lowercased()
  }

  private init(unchecked description: String) {
    self.description = description
  }

  /// `handle.invalid`: what a service answers when a handle does not resolve back.
  public static var invalid: Handle { Handle(unchecked: "handle.invalid") }

  /// It stands in the place of a handle: the account has none that leads back to it.
  ///
  /// Services give `handle.invalid` and `missing.invalid`, to any number of accounts at the same time.
  /// Nobody can be called so: nothing below `.invalid` ever leads anywhere (RFC 6761, 6.4).
  public var isPlaceholder: Bool { description.hasSuffix(".invalid") }

  /// What to call the account in a sentence: `@handle`, or the DID where it has no handle of its own.
  public func mention(or did: DID) -> String { isPlaceholder ? did.description : "@\(description)" }
}

extension Handle: Codable {
  /// - Throws: `DecodingError` where the text is not a handle.
  public init(from decoder: any Decoder) throws {
    self = try decoder.singleValueContainer().decodeParsed()
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
