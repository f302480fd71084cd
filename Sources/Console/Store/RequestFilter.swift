import Moderation

/// The filter in force, as it was written and as it was understood.
public struct RequestFilter: Equatable, Sendable {
  public let text: String
  /// Nil where it lets everybody through.
  let filter: Filter?

  /// Lets everybody through.
  public static let none = RequestFilter()

  private init() {
    text = ""
    filter = nil
  }

  /// - Throws: the first mistake.
  init(_ text: String) throws(FilterError) {
    let isBlank = text.allSatisfy(\.isWhitespace)
    self.text = isBlank ? "" : text
    filter = isBlank ? nil : try Filter(text)
  }

  /// Somebody may be left out.
  public var isActive: Bool { filter != nil }
}
