import Foundation
import Moderation
import Words

/// The people waiting, as a table for people.
struct RequestTable {
  private let namesGroup: Bool
  private let now: Date
  private var table: Table

  /// - Parameters:
  ///   - namesGroup: begin each line with the group, for a list of several.
  ///   - now: what waits and ages are reckoned from.
  init(namesGroup: Bool, now: Date) {
    self.namesGroup = namesGroup
    self.now = now
    table = Table(
      (namesGroup ? [.init("GROUP")] : []) + [
        .init("NAME"), .init("HANDLE"), .init("WAITED", .trailing), .init("AGE", .trailing),
        .init("LABELS"), .init("RELATION"),
      ])
  }

  mutating func lines(_ requests: [JoinRequest], of group: Group) -> String {
    table.lines(
      requests.map { request in
        let person = request.person
        return (namesGroup ? [group.name] : []) + [
          person.displayName, person.mention,
          age(since: request.requestedAt),
          age(since: person.createdAt),
          person.tellingLabels.joined(separator: ","), person.relationList,
        ]
      })
  }

  private func age(since date: Date?) -> String {
    date.map { Age(from: $0, to: now).short } ?? "-"
  }
}
