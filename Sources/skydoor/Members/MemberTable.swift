import Foundation
import Moderation
import Words

/// The members of a group, as a table for people.
struct MemberTable {
  private let now: Date
  private var table = Table([
    .init("NAME"), .init("HANDLE"), .init("ROLE"), .init("ADDED BY"), .init("AGE", .trailing),
    .init("LABELS"), .init("RELATION"),
  ])

  /// - Parameter now: what ages are reckoned from.
  init(now: Date) { self.now = now }

  mutating func lines(_ members: [GroupMember]) -> String {
    table.lines(
      members.map { member in
        let person = member.person
        return [
          person.displayName, person.mention, member.role.text,
          member.addedBy?.mention ?? "",
          person.createdAt.map { Age(from: $0, to: now).short } ?? "-",
          person.tellingLabels.joined(separator: ","), person.relationList,
        ]
      })
  }
}
