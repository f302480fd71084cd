/// The people who wait to join a group, in the order in which they asked.
struct WaitingList {
  struct Entry: Comparable {
    let requestedAt: Milliseconds
    /// Serial number.
    let person: Int

    static func < (left: Entry, right: Entry) -> Bool {
      (left.requestedAt, left.person) < (right.requestedAt, right.person)
    }
  }

  /// Oldest first, so that a new entry is appended.
  private var entries: [Entry] = []
  private var times: [Int: Milliseconds] = [:]

  init() {}

  init(_ entries: [Entry]) {
    self.entries = entries.sorted()
    times = Dictionary(uniqueKeysWithValues: entries.map { ($0.person, $0.requestedAt) })
  }

  var count: Int { entries.count }

  var newestFirst: ReversedCollection<[Entry]> { entries.reversed() }

  func isWaiting(_ person: Int) -> Bool { times[person] != nil }

  mutating func add(_ person: Int, at time: Milliseconds) {
    let entry = Entry(requestedAt: time, person: person)
    entries.insert(entry, at: position(of: entry))
    times[person] = time
  }

  /// - Returns: whether the person was waiting.
  mutating func remove(_ person: Int) -> Bool {
    guard let time = times.removeValue(forKey: person) else { return false }
    entries.remove(at: position(of: Entry(requestedAt: time, person: person)))
    return true
  }

  /// How many asked after a time.
  func count(after time: Milliseconds) -> Int {
    entries.count - position(of: Entry(requestedAt: time + 1, person: 0))
  }

  /// A page, newest first: those older than `last`, which may have left the list.
  func page(olderThan last: Entry?, limit: Int) -> (entries: [Entry], hasMore: Bool) {
    let end = last.map(position(of:)) ?? entries.count
    let start = max(0, end - limit)
    return (entries[start..<end].reversed(), start > 0)
  }

  /// Where an entry is, or would be.
  private func position(of entry: Entry) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle] < entry { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension WaitingList.Entry {
  /// As a cursor.
  var text: String { "\(requestedAt)::\(person)" }

  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].isEmpty, let time = Milliseconds(parts[0]),
      let person = Int(parts[2])
    else { return nil }
    self.init(requestedAt: time, person: person)
  }
}
