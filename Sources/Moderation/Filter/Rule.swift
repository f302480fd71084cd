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

/// What a rule suggests for one request, and why.
public struct Suggestion: Hashable, Sendable {
  public typealias Clause = Filter.Clause

  /// What the owner calls the rule.
  public let rule: String
  /// What it suggests.
  public let verdict: Decision.Verdict
  /// What of the rule the request meets; nothing where the rule asks nothing.
  public let clauses: [Clause]

  /// A suggestion as it is described.
  public init(rule: String, verdict: Decision.Verdict, clauses: [Clause]) {
    self.rule = rule
    self.verdict = verdict
    self.clauses = clauses
  }
}

extension Rule {
  /// What the rule suggests for a request; nil where it does not match.
  public func suggestion(for subject: FilterSubject) -> Suggestion? {
    guard when.matches(subject) else { return nil }
    return Suggestion(rule: name, verdict: suggest, clauses: when.root.clauses(metBy: subject))
  }
}
