/// A mistake in a filter expression.
public struct FilterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it is, counted in characters from 1; one past the end where something is missing there.
  public let column: Int
  /// What is wrong and how to mend it, as a phrase without a full stop.
  public let message: String

  public init(column: Int, message: String) {
    self.column = column
    self.message = message
  }

  public var description: String { "column \(column): \(message)" }
}
