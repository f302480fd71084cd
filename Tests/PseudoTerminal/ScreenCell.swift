/// What one column of one row of the emulated screen shows.
public struct ScreenCell: Hashable, Sendable {
  /// The character with its combining marks; empty in the second column of a wide one.
  public var text = " "
  public var rendition = Rendition()
  /// The address behind it (OSC 8).
  public var link: String?

  var seen: ScreenCell {
    guard text == " ", !rendition.attributes.contains(.reverse) else { return self }
    var blank = self
    blank.rendition.foreground = nil
    blank.rendition.attributes.formIntersection(.underline)
    return blank
  }

  /// How characters are drawn (ECMA-48's SGR).
  public struct Rendition: Hashable, Sendable {
    public var attributes: Attributes
    /// nil: the terminal's own colour.
    public var foreground: Color?
    public var background: Color?

    public init(
      attributes: Attributes = [], foreground: Color? = nil, background: Color? = nil
    ) {
      self.attributes = attributes
      self.foreground = foreground
      self.background = background
    }
  }

  public enum Color: Hashable, Sendable {
    case indexed(Int)
    case rgb(red: Int, green: Int, blue: Int)
  }

  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Self(rawValue: 1 << 0)
    public static let dim = Self(rawValue: 1 << 1)
    public static let italic = Self(rawValue: 1 << 2)
    public static let underline = Self(rawValue: 1 << 3)
    public static let blink = Self(rawValue: 1 << 4)
    public static let reverse = Self(rawValue: 1 << 5)
  }
}
