import Moderation

/// Decisions of an interrupted console or command that were not carried out: to be sent, dropped, or
/// left for later.
public struct Leftovers: Equatable, Sendable {
  /// Oldest first.
  public internal(set) var entries: [JournalEntry] = []
  /// The owner is looking at the question what to do with them.
  public internal(set) var isAsked = false

  public init() {}

  /// A question about fewer is answered no more.
  mutating func add(_ found: [JournalEntry]) {
    guard !found.isEmpty else { return }
    entries = (entries + found).sorted { $0.id < $1.id }
    isAsked = false
  }

  mutating func remove(_ ids: Set<JoinRequest.ID>) {
    entries.removeAll { ids.contains($0.request.id) }
    if entries.isEmpty { isAsked = false }
  }
}
