/// The newest events, oldest first.
struct EventLog {
  /// More than any client falls behind; what is older is dropped.
  static let capacity = 20_000

  private var events: [LogEvent] = []

  mutating func append(_ event: LogEvent) {
    if events.count == Self.capacity { events.removeFirst(Self.capacity / 4) }
    events.append(event)
  }

  /// The first events after a revision that an account gets to see.
  func page(after rev: TID, for audience: Int, limit: Int) -> [LogEvent] {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].rev <= rev { low = middle + 1 } else { high = middle }
    }
    return Array(events[low...].lazy.filter { $0.audience == audience }.prefix(limit))
  }
}
