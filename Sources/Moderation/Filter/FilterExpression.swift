/// A filter as it was written and as it was understood.
public struct FilterExpression: Equatable, Sendable {
  /// As it was written; empty where it is blank.
  public let text: String
  /// Nil where it lets everybody through.
  public let filter: Filter?

  /// Lets everybody through.
  public static let none = FilterExpression()

  private init() {
    text = ""
    filter = nil
  }

  /// Reads an expression. A blank one lets everybody through.
  /// - Throws: the first mistake.
  public init(_ text: String) throws(FilterError) {
    let isBlank = text.allSatisfy(\.isWhitespace)
    self.text = isBlank ? "" : text
    filter = isBlank ? nil : try Filter(text)
  }

  /// Somebody may be left out.
  public var isActive: Bool { filter != nil }
}
