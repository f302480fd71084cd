import Foundation
import Moderation
import Words

/// The people of a list, as a table. The columns about the person are the same in every list.
struct PeopleTable {
  struct Row {
    var leading: [String] = []
    let person: Person
    let middle: [String]
  }

  private let now: Date
  private var table: Table

  /// - Parameters:
  ///   - leading: columns before the person's name.
  ///   - middle: columns behind the person's handle.
  ///   - now: the time that ages are reckoned from.
  init(leading: [Table.Column] = [], middle: [Table.Column], now: Date) {
    self.now = now
    table = Table(
      leading + [
        .init("NAME", least: 12, dispensability: 1), .init("HANDLE", least: 24),
      ] + middle + [
        .init("AGE", .trailing, dispensability: 2), .init("LABELS", dispensability: 4),
        .init("RELATION", dispensability: 5),
      ])
  }

  mutating func lines(_ rows: [Row]) -> String {
    table.lines(
      rows.map { row in
        let person = row.person
        return row.leading + [person.displayName, person.mention] + row.middle + [
          age(since: person.createdAt), person.tellingLabels.joined(separator: ","),
          person.relationList,
        ]
      })
  }

  /// `3d`, or `-` where the date is not known.
  func age(since date: Date?) -> String {
    date.map { Age(from: $0, to: now).short } ?? "-"
  }
}

extension Person {
  /// Who it is, in JSON.
  var identityFields: [JSONValue.Member] {
    [
      .init("member", .string(did.description)),
      .init("handle", .string(handle.description)),
      .init("displayName", .string(displayName)),
    ]
  }

  /// What there is to judge by, in JSON. What the service did not tell is null.
  var evidenceFields: [JSONValue.Member] {
    [
      .init("createdAt", .date(createdAt)),
      .init("labels", .array(labelValues.map { .string($0) })),
      .init("selfLabels", .array(selfLabels.map { .string($0) })),
      .init("following", .bool(relationship.following)),
      .init("followedBy", .bool(relationship.followedBy)),
      .init("knownFollowers", .number(knownFollowers)),
    ]
  }
}
