import Moderation

/// The changes to groups that are on their way: of each thing about a group no more than one.
public struct ChangeBook: Equatable, Sendable {
  private var underWay: [Group.ID: [GroupChange]] = [:]

  public init() {}

  public var isEmpty: Bool { underWay.isEmpty }
  public var count: Int { underWay.values.reduce(0) { $0 + $1.count } }

  /// All of them, in an order that does not waver.
  var all: [(group: Group.ID, change: GroupChange)] {
    underWay.sorted { $0.key < $1.key }.flatMap { group, changes in
      changes.map { (group, $0) }
    }
  }

  /// What is being changed about a thing that belongs to a group.
  public func change(of subject: GroupChange.Subject, in group: Group.ID) -> GroupChange? {
    underWay[group]?.first { $0.subject == subject }
  }

  mutating func begin(_ change: GroupChange, in group: Group.ID) {
    underWay[group, default: []].append(change)
  }

  /// - Returns: false where it was not on its way.
  mutating func end(_ change: GroupChange, in group: Group.ID) -> Bool {
    guard let index = underWay[group]?.firstIndex(of: change) else { return false }
    underWay[group]?.remove(at: index)
    if underWay[group]?.isEmpty == true { underWay[group] = nil }
    return true
  }
}

extension GroupChange {
  /// What a change is about: only one at a time is made to each.
  public enum Subject: Hashable, Sendable {
    case link
    case lock
    case name
  }

  public var subject: Subject {
    switch self {
    case .createLink, .editLink, .enableLink, .disableLink: .link
    case .lock, .unlock: .lock
    case .rename: .name
    }
  }
}
