import Foundation
import Moderation

/// The groups pane: what the account owns, and above it, where there are several groups, an entry for
/// all of them together.
public struct GroupList: Equatable, Sendable {
  public enum Phase: Hashable, Sendable {
    case loading
    case loaded
    case failed(Fault)
  }

  public private(set) var items: [Group] = []
  public var phase = Phase.loading
  /// How many more could not be read when they were listed last.
  public var unreadable = 0
  /// Why they could not be read when it was tried last; nil where they could.
  public internal(set) var fault: Fault?
  /// When the service last said that these are the groups, to this console or to an earlier one.
  var readAt: Date?
  /// Counts entries, the one for all groups included.
  public var cursor = ListCursor()
  /// Changes to groups that are not settled yet.
  public var changes = ChangeBook()
  /// Those that did not come to a good end while the console was closing.
  public var lostChanges: [LostChange] = []

  public init() {}

  /// When the groups were these, where it is an earlier console that says so.
  public var asOf: Date? { phase == .loaded || items.isEmpty ? nil : readAt }

  /// With a single group there is nothing to bring together.
  public var hasAll: Bool { items.count > 1 }

  /// How many rows the pane has.
  public var count: Int { items.count + (hasAll ? 1 : 0) }

  /// What an entry stands for; nil beyond the last.
  public func scope(at index: Int) -> Scope? {
    if hasAll, index == 0 { return .all }
    let position = index - (hasAll ? 1 : 0)
    return items.indices.contains(position) ? .group(items[position].id) : nil
  }

  /// What the selected entry stands for.
  public var selected: Scope? { scope(at: cursor.index) }

  public subscript(id: Group.ID) -> Group? { items.first { $0.id == id } }

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
