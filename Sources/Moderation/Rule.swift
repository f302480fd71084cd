/// A suggestion that the owner has written down: whoever the filter matches is shown with it. A rule
/// never decides by itself.
public struct Rule: Hashable, Sendable {
  /// What the owner calls it.
  public let name: String
  /// Whom it is about.
  public let when: Filter
  /// What it suggests.
  public let suggest: Decision.Verdict

  /// A rule as it is written.
  public init(name: String, when: Filter, suggest: Decision.Verdict) {
    self.name = name
    self.when = when
    self.suggest = suggest
  }
}
