import Moderation
import Synchronization

/// A line on standard error that shows how far the work is, and is overwritten as the work goes on.
/// It shows nothing where standard error is not a terminal.
final class ProgressLine: Sendable {
  /// Standard error is a terminal, so that somebody may be watching.
  let isShown = StandardStream.error.isTerminal
  /// How many columns the line takes now.
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

  /// Prints a line that stays.
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

  /// Says why the service has not answered yet.
  func show(_ notice: ServiceNotice) {
    switch notice {
    case .waiting: show("The service is slow to answer…")
    case .retrying(let date, let fault):
      let seconds = max(1, Int(date.timeIntervalSinceNow.rounded(.up)))
      show("\(fault.message) Trying again in \(seconds) s…".safeForPeople)
    case .gaveUp, .answering: clear()
    // `CommandContext` reports an unsaved session itself, in a line that stays.
    case .labelers, .sessionUnsaved: break
    }
  }
}

/// Reports the outcomes of a command on standard output. The work goes on after the reader has closed
/// the pipe: the work was asked for, not its report.
struct ReportWriter: Sendable {
  private let json: Bool
  private let status: ProgressLine
  private var isUnread = false

  init(json: Bool, status: ProgressLine) {
    self.json = json
    self.status = status
  }

  /// Prints a line of JSON if `--json` is set, or else words if standard output is a terminal.
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

  /// Reports a failure: a line of JSON if `--json` is set, or else words on standard error.
  mutating func tellFailure(_ object: @autoclosure () -> JSONValue, _ words: String) throws {
    if json { return try tell(object(), "") }
    status.clear()
    StandardStream.error.tell("skydoor: \(words)".safeForPeople + "\n")
  }
}

extension StandardStream {
  /// Prints the answer that a command was run for: a line of JSON, or words, also off a terminal.
  static func answer(
    _ object: @autoclosure () -> JSONValue, _ words: @autoclosure () -> String, json: Bool
  ) throws {
    if json { return try output.write(object().line) }
    try people.write(words().safeForPeople + "\n")
  }
}

/// Collects outcomes from concurrent work into a report. When the report can't be written, it cancels
/// the task that does the work.
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

  /// The report so far.
  /// - Throws: why it could not be written.
  func report() throws -> Report {
    try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.report
    }
  }
}
