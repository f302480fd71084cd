import Moderation

/// The groups pane: what the account owns.
public struct GroupList: Equatable, Sendable {
  public enum Phase: Hashable, Sendable {
    case loading
    case loaded
    case failed(Fault)
  }

  public private(set) var items: [Group] = []
  public var phase = Phase.loading
  public var cursor = ListCursor()

  public init() {}

  public var selected: Group? {
    items.indices.contains(cursor.index) ? items[cursor.index] : nil
  }

  public subscript(id: Group.ID) -> Group? { items.first { $0.id == id } }

  /// Takes a new list; the selection stays on its group if that is still there.
  mutating func replace(with groups: [Group]) {
    let selected = selected?.id
    items = groups
    if let index = items.firstIndex(where: { $0.id == selected }) { cursor.index = index }
    cursor.clamp(count: items.count)
  }

  mutating func update(_ group: Group) {
    guard let index = items.firstIndex(where: { $0.id == group.id }) else { return }
    items[index] = group
  }
}
