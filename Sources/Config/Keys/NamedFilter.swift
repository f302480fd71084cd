import Canvas

/// A filter that the owner has given a name, to have it at one key.
public struct NamedFilter: Hashable, Sendable {
  /// What the owner calls it.
  public let name: String
  /// As it is written; a filter can be read from it.
  public let expression: String
  /// What it is applied with; nil where no digit was left for it.
  public let key: Key?

  /// A named filter as it is written.
  public init(name: String, expression: String, key: Key?) {
    self.name = name
    self.expression = expression
    self.key = key
  }
}
