import Moderation

/// The decisions that `history --where` lets through.
struct HistoryFilter: Sendable {
  /// What is not written down with a decision.
  private static let unavailable: Set<Filter.Field> = [.count(.asked), .flag(.repeat)]

  private let filter: Filter

  /// Throws with exit status 65, marking the place, for a mistake in the expression.
  init(_ text: String) throws(CommandError) {
    filter = try Filter(argument: text)
    guard let field = filter.fields.intersection(Self.unavailable).map(\.name).min() else { return }
    throw CommandError(
      "The history does not tell \"\(field)\".",
      cure: "See how often somebody was decided on with: skydoor history --member MEMBER",
      .badInput)
  }

  func matches(_ entry: JournalEntry) -> Bool { filter.matches(FilterSubject(entry)) }
}
