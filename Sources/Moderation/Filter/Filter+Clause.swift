extension Filter {
  /// A part of a filter that somebody meets.
  public struct Clause: Hashable, Sendable {
    /// As the owner wrote it: `age < 7d`.
    public let text: String
    /// What it met, in the words and units of filters: `age 3d`. Of a text from the network only
    /// what can be seen, on one line and cut where it is long; the terminal still has to be guarded
    /// from it.
    public let value: String

    /// A clause and what it met.
    public init(text: String, value: String) {
      self.text = text
      self.value = value
    }
  }

  /// Why the filter matches, clause by clause in the order they are written: every term that `and`
  /// joins, those alternatives of an `or` that hold, and a `not` as a whole.
  /// - Returns: nothing where the filter does not match, or asks nothing.
  public func explain(_ subject: FilterSubject) -> [Clause] {
    matches(subject) ? root.clauses(metBy: subject) : []
  }
}

extension Filter.Clause: CustomStringConvertible {
  /// `age < 7d (age 3d)`
  public var description: String { "\(text) (\(value))" }
}
