import Moderation

/// The requests that the next decision is about.
public struct Marks: Equatable, Sendable {
  /// A range that grows with the selection.
  struct Range: Equatable, Sendable {
    /// Where it was started.
    let anchor: JoinRequest.ID
    /// What was marked before.
    var others: Set<JoinRequest.ID>
  }

  public private(set) var members: Set<JoinRequest.ID> = []
  private(set) var range: Range?

  public init() {}

  public var isEmpty: Bool { members.isEmpty }
  /// The marks follow the selection.
  public var isExtending: Bool { range != nil }

  public func contains(_ id: JoinRequest.ID) -> Bool { members.contains(id) }

  mutating func toggle(_ id: JoinRequest.ID) {
    range = nil
    if members.remove(id) == nil { members.insert(id) }
  }

  mutating func insert(_ ids: some Sequence<JoinRequest.ID>) {
    range = nil
    members.formUnion(ids)
  }

  /// Marks somebody who is back in the list as they were before; a range that is being drawn goes on.
  mutating func restore(_ id: JoinRequest.ID) {
    members.insert(id)
    range?.others.insert(id)
  }

  mutating func remove(_ ids: some Sequence<JoinRequest.ID>) {
    members.subtract(ids)
    range?.others.subtract(ids)
  }

  mutating func clear() { self = Marks() }

  mutating func startRange(at anchor: JoinRequest.ID) {
    range = Range(anchor: anchor, others: members)
    members.insert(anchor)
  }

  /// The range ends; what it has marked stays marked.
  mutating func endRange() { range = nil }

  /// Takes back what the range has marked.
  mutating func dropRange() {
    if let range { members = range.others }
    range = nil
  }

  /// The selection has moved: marks everything between it and the anchor, and nothing else that the
  /// range had marked before.
  mutating func extend(
    to index: Int, in rows: [JoinRequest.ID], where isWaiting: (JoinRequest.ID) -> Bool
  ) {
    guard let range, let anchor = rows.firstIndex(of: range.anchor) else { return }
    members = range.others.union(rows[min(anchor, index)...max(anchor, index)].filter(isWaiting))
  }
}
