import Foundation
import Moderation
import Words

/// The groups pane: what the account owns, and above it, where there are several groups, an entry for
/// all of them together.
struct GroupList: Equatable, Sendable {
  enum Phase: Hashable, Sendable {
    case loading
    case loaded
    case failed(Fault)
  }

  private(set) var items: [Group] = []
  var phase = Phase.loading
  /// How many more could not be read when they were listed last.
  var unreadable = 0
  /// Why they could not be read when it was tried last; nil where they could.
  var fault: Fault?
  /// When the service last said that these are the groups, to this console or to an earlier one.
  var readAt: Date?
  /// Counts entries, the one for all groups included.
  var cursor = ListCursor()
  /// Changes to groups that are not settled yet.
  var changes = PendingChanges()
  /// Those that did not come to a good end while the console was closing.
  var lostChanges: [LostChange] = []

  /// When the groups were these, where it is an earlier console that says so.
  var asOf: Date? { phase == .loaded || items.isEmpty ? nil : readAt }

  /// With a single group there is nothing to bring together.
  var hasAll: Bool { items.count > 1 }

  var count: Int { items.count + (hasAll ? 1 : 0) }

  func scope(at index: Int) -> GroupScope? {
    if hasAll, index == 0 { return .all }
    let position = index - (hasAll ? 1 : 0)
    return items.indices.contains(position) ? .group(items[position].id) : nil
  }

  var selected: GroupScope? { scope(at: cursor.index) }

  subscript(id: Group.ID) -> Group? { items.first { $0.id == id } }

  /// Takes a new list; the selection stays on its entry if that is still there.
  mutating func replace(with groups: [Group]) {
    let selected = items.isEmpty ? nil : selected
    items = groups
    if let index = (0..<count).first(where: { scope(at: $0) == selected }) { cursor.index = index }
    cursor.clamp(count: count)
  }

  mutating func update(_ id: Group.ID, _ change: (inout Group) -> Void) {
    guard let index = items.firstIndex(where: { $0.id == id }) else { return }
    change(&items[index])
  }
}

/// Whose requests are in front of the owner.
enum GroupScope: Hashable, Sendable {
  case all
  case group(Group.ID)
}

/// The changes to groups that are on their way: of each thing about a group no more than one.
struct PendingChanges: Equatable, Sendable {
  private var underWay: [Group.ID: [GroupChange]] = [:]

  var isEmpty: Bool { underWay.isEmpty }
  var count: Int { underWay.values.sum(\.count) }

  /// All of them, in an order that does not waver.
  var all: [(group: Group.ID, change: GroupChange)] {
    underWay.sorted { $0.key < $1.key }.flatMap { group, changes in
      changes.map { (group, $0) }
    }
  }

  /// What is being changed about a thing that belongs to a group.
  func change(of subject: GroupChange.Subject, in group: Group.ID) -> GroupChange? {
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
  enum Subject: Hashable, Sendable {
    case link
    case lock
    case name
  }

  var subject: Subject {
    switch self {
    case .createLink, .editLink, .enableLink, .disableLink: .link
    case .lock, .unlock: .lock
    case .rename: .name
    }
  }
}

/// A change to a group that did not come to a good end, and nobody is there to see it any more.
struct LostChange: Hashable, Sendable {
  let change: GroupChange
  let groupName: String
  let fault: Fault
}
