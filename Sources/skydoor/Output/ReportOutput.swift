/// Standard output of a command whose work goes on when nobody reads it any more: the work was asked
/// for, not the lines.
struct ReportOutput: Sendable {
  private let json: Bool
  private let status: StatusLine
  private var isUnread = false

  init(json: Bool, status: StatusLine) {
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
