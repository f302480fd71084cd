import Foundation
import Moderation
import Words

/// How many wait, in all groups together.
struct WaitingReport: Equatable {
  /// What is not said of every line: an older one says since when it holds.
  private static let freshness: TimeInterval = 60 * 60

  let groups: Int
  let waiting: WaitingCount
  /// Those who have not been looked at.
  let new: Int
  /// When this was known to be so.
  let asOf: Date

  init(_ groups: [Group], asOf: Date) {
    self.groups = groups.count
    waiting = groups.reduce(WaitingCount(0, isCapped: false)) { $0 + $1.waiting }
    new = groups.reduce(0) { $0 + $1.unread }
    self.asOf = asOf
  }

  /// `3 groups · 42 waiting · 7 new`
  func line(at now: Date) -> String {
    let age =
      now.timeIntervalSince(asOf) > Self.freshness ? " · as of \(asOf.briefText(at: now))" : ""
    return "\(groups) \(groups == 1 ? "group" : "groups") · \(waiting) waiting · \(new) new\(age)"
      .safeForPeople
  }

  /// As `status --json` prints it.
  var json: JSONValue {
    .object([
      .init("groups", .number(groups)), .init("waiting", .number(waiting.number)),
      .init("waitingIsCapped", .bool(waiting.isCapped)), .init("new", .number(new)),
      .init("asOf", .date(asOf)),
    ])
  }
}
