import Foundation
import Synchronization

/// A decentralized identifier: the name of an account that never changes (`did:plc:…`).
///
/// Checked against the atproto DID syntax, never resolved here. Case matters.
/// Source: https://atproto.com/specs/did
public struct DID: Hashable, Sendable, LosslessStringConvertible {
  public let description: String

  /// The specification's hard limit (https://atproto.com/specs/did#at-protocol-did-identifier-syntax).
  private static let maximumLength = 2048

  /// Nil where the text is not a DID in the atproto syntax.
  public init?(_ string: String) {
    let bytes = string.utf8
    guard bytes.count <= Self.maximumLength, bytes.starts(with: "did:".utf8) else { return nil }
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

/// The readable name of an account: a domain name, in lower case.
///
/// Checked against the atproto handle syntax, never resolved here.
/// Source: https://atproto.com/specs/handle
public struct Handle: Hashable, Sendable, LosslessStringConvertible {
  public let description: String

  /// The specification's limit (https://atproto.com/specs/handle#handle-identifier-syntax).
  private static let maximumLength = 253

  /// Nil where the text is not a handle in the atproto syntax. There is no `@` in front.
  public init?(_ string: String) {
    guard string.utf8.count <= Self.maximumLength else { return nil }
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

/// A namespaced identifier: the name of a method or a record type (`chat.bsky.convo.listConvos`).
///
/// The domain part is in lower case; case matters in the name that follows it.
/// Source: https://atproto.com/specs/nsid
public struct NSID: Hashable, Sendable, LosslessStringConvertible, ExpressibleByStringLiteral {
  public let description: String

  /// The specification's limits (https://atproto.com/specs/nsid#nsid-syntax).
  private static let maximumLength = 317
  private static let nameLengths = 1...63

  /// Nil where the text is not an NSID in the atproto syntax.
  public init?(_ string: String) {
    guard string.utf8.count <= Self.maximumLength else { return nil }
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
    return nameLengths.contains(bytes.count) && bytes.first?.isLetter == true
      && bytes.allSatisfy { $0.isLetter || $0.isDigit }
  }
}

/// A timestamp identifier: the key of a record, 13 characters that sort in the order of time.
/// Its layout and its characters: https://atproto.com/specs/tid
public struct TID: Hashable, Sendable, CustomStringConvertible {
  /// Microseconds since 1970 above ten bits that tell clocks apart.
  let number: UInt64

  init(microseconds: UInt64, clock: UInt64) {
    number = (microseconds & (1 << 53 - 1)) << 10 | clock & 0x3FF
  }

  private static let alphabet = Array("234567abcdefghijklmnopqrstuvwxyz".utf8)

  /// Nil for a text that is none.
  public init?(_ text: String) {
    guard text.utf8.count == 13 else { return nil }
    var number: UInt64 = 0
    for (index, byte) in text.utf8.enumerated() {
      guard let digit = Self.alphabet.firstIndex(of: byte), index > 0 || digit < 8 else {
        return nil
      }
      number = number << 5 | UInt64(digit)
    }
    self.number = number
  }

  public var description: String {
    let digits = stride(from: 60, through: 0, by: -5).map { Self.alphabet[Int(number >> $0 & 31)] }
    return String(decoding: digits, as: UTF8.self)
  }
}

/// Gives out identifiers that rise and never repeat, however fast they are asked for.
public final class TIDClock: Sendable {
  private let last = Mutex<UInt64>(0)
  private let clock: UInt64

  /// Two clocks are told apart by chance, so one a program will do.
  public init() {
    clock = UInt64.random(in: 0..<1 << 10)
  }

  /// The next identifier.
  public func next(at now: Date = Date()) -> TID {
    let microseconds = UInt64(max(0, now.timeIntervalSince1970 * 1_000_000))
    return last.withLock { last in
      last = max(microseconds, last + 1)
      return TID(microseconds: last, clock: clock)
    }
  }
}
