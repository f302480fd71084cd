import Moderation
import Synchronization

/// A line on standard error that says how far the work is and is replaced as it goes on. Shows
/// nothing off a terminal.
final class ProgressLine: Sendable {
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

/// Standard output of a command whose work goes on when nobody reads it any more: the work was asked
/// for, not the lines.
struct ReportWriter: Sendable {
  private let json: Bool
  private let status: ProgressLine
  private var isUnread = false

  init(json: Bool, status: ProgressLine) {
    self.json = json
    self.status = status
  }

  /// Prints a line of JSON where that is wanted, else the words where somebody watches.
  /// - Throws: a ``CommandError`` where it can't be written.
  mutating func tell(_ object: @autoclosure () -> JSONValue, _ words: String) throws {
    guard !isUnread, json || StandardStream.output.isTerminal else { return }
    status.clear()
    do {
      try StandardStream.output.write(json ? object().line : words.safeForPeople + "\n")
    } catch is OutputClosed {
      isUnread = true
    }
  }

  /// Says what went wrong, whoever watches; as a line of JSON where that is wanted.
  mutating func tellFailure(_ object: @autoclosure () -> JSONValue, _ words: String) throws {
    if json { return try tell(object(), "") }
    status.clear()
    StandardStream.error.tell("skydoor: \(words)".safeForPeople + "\n")
  }
}

extension StandardStream {
  /// Prints what was asked for, whether or not anybody watches: a line of JSON, or words.
  static func answer(
    _ object: @autoclosure () -> JSONValue, _ words: @autoclosure () -> String, json: Bool
  ) throws {
    if json { return try output.write(object().line) }
    try people.write(words().safeForPeople + "\n")
  }
}

/// Keeps a report while things settle, and stops the task that works on them where it can't be
/// written.
final class ReportCollector<Report: Sendable>: Sendable {
  private struct State {
    var report: Report
    var failure: (any Error)?
  }

  private let state: Mutex<State>

  init(_ report: Report) {
    state = Mutex(State(report: report))
  }

  func add(_ entry: (inout Report) throws -> Void) {
    state.withLock { state in
      guard state.failure == nil else { return }
      do {
        try entry(&state.report)
      } catch {
        state.failure = error
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
  }

  /// The report as it is now.
  /// - Throws: why it could not be written.
  func report() throws -> Report {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.report
    }
  }
}
