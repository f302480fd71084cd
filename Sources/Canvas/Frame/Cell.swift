/// One column of one row on the screen.
public struct Cell: Hashable, Sendable {
  /// What is drawn here, already reduced to what terminals agree on; none in the second column of a
  /// wide character.
  public var character: ComplexCharacter
  public var style: Style

  public init(_ character: ComplexCharacter, style: Style) {
    self.character = character
    self.style = style
  }
}

/// The web address behind a text on the screen, safe to be handed to a terminal.
public struct Link: Hashable, Sendable {
  /// As much as terminals take: the limit of VTE and iTerm2.
  private static let limit = 2_083

  public let url: String

  /// Nil for what is no `https://` address, is longer than 2,083 bytes, or has a character that an
  /// address can't have (RFC 3986): whatever the network says, it can't drive the terminal.
  public init?(_ url: String) {
    guard url.hasPrefix("https://"), url.utf8.count <= Self.limit,
      url.utf8.allSatisfy(Self.isAllowed)
    else { return nil }
    self.url = url
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case "-", ".", "_", "~", ":", "/", "?", "#", "[", "]", "@", "!", "$", "&", "'", "(", ")", "*",
      "+", ",", ";", "=", "%":
      true
    default: false
    }
  }
}
