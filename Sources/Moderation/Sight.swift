import Foundation

/// A look at the service: what is needed to understand what it answers about people.
struct AnswerContext: Sendable {
  /// When it was asked. What it says is no older.
  let at: Date
  /// Whose labels were asked for.
  let labelers: Labelers
}
