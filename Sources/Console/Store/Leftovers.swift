import Moderation

/// Decisions of interrupted consoles and commands that were not carried out: to be sent, dropped, or
/// left for later.
public struct Leftovers: Equatable, Sendable {
  /// Oldest first, one about each request.
  public private(set) var entries: [JournalEntry] = []
  /// What was decided before that about the same requests: it ends as the last word does.
  private var superseded: [JournalEntry] = []

  public init() {}

  /// All of them, as the journal knows them.
  var ids: [JournalEntry.ID] { (superseded + entries).map(\.id) }

  /// Takes more in.
  mutating func add(_ found: [JournalEntry]) {
    guard !found.isEmpty else { return }
    var requests: Set<JoinRequest.ID> = []
    var latest: [JournalEntry] = []
    for entry in (entries + found).sorted(by: { $0.id > $1.id }) {
      if requests.insert(entry.request.id).inserted {
        latest.append(entry)
      } else {
        superseded.append(entry)
      }
    }
    entries = latest.reversed()
  }

  /// Leaves out what is decided anew.
  mutating func remove(_ requests: Set<JoinRequest.ID>) {
    entries.removeAll { requests.contains($0.request.id) }
    superseded.removeAll { requests.contains($0.request.id) }
  }
}
