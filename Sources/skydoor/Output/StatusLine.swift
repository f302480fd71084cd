import Moderation
import Synchronization

/// A line on standard error that says how far the work is and is replaced as it goes on. Shows
/// nothing off a terminal.
final class StatusLine: Sendable {
  /// Somebody may be watching.
  let isShown = StandardStream.error.isTerminal
  /// The columns that the line takes now.
  private let columns = Mutex(0)

  func show(_ text: String) {
    guard isShown else { return }
    columns.withLock { columns in
      // Blanks instead of an escape sequence: any terminal understands them.
      let rest = String(repeating: " ", count: max(0, columns - text.count))
      StandardStream.error.tell("\r\(text)\(rest)")
      columns = text.count
    }
  }

  /// A line that stays.
  func say(_ text: String) {
    guard isShown else { return }
    clear()
    StandardStream.error.tell(text.safeForPeople + "\n")
  }

  func clear() {
    columns.withLock { columns in
      guard columns > 0 else { return }
      StandardStream.error.tell("\r" + String(repeating: " ", count: columns) + "\r")
      columns = 0
    }
  }

  /// Says why an answer takes its time.
  func show(_ notice: ServiceNotice) {
    switch notice {
    case .waiting: show("The service is slow to answer…")
    case .retrying(let date, let fault):
      let seconds = max(1, Int(date.timeIntervalSinceNow.rounded(.up)))
      show("\(fault.message) Trying again in \(seconds) s…".safeForPeople)
    case .gaveUp, .answering: clear()
    // What is said of a session that could not be saved stays, whether or not this line is shown.
    case .labelers, .sessionUnsaved: break
    }
  }
}
