import CNcurses

/// Events that are known but not yet handed out, equal ones only once.
struct PendingEvents {
  private(set) var events: [TerminalEvent] = []

  var isEmpty: Bool { events.isEmpty }

  mutating func add(_ event: TerminalEvent) {
    if !events.contains(event) { events.append(event) }
  }

  mutating func takeAll() -> [TerminalEvent] {
    defer { events = [] }
    return events
  }
}
