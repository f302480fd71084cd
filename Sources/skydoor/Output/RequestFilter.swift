import Foundation
import Moderation

/// The requests that `--where` lets through.
struct RequestFilter: Sendable {
  let filter: Filter
  private let now: Date

  /// Throws with exit status 65, marking the place, for a mistake in the expression.
  init(_ text: String, now: Date) throws(CommandError) {
    do {
      filter = try Filter(text)
    } catch {
      throw CommandError(error, in: text)
    }
    self.now = now
  }

  func matches(_ listed: ListedRequest, in group: Group) -> Bool {
    filter.matches(listed.subject(in: group, now: now))
  }
}
