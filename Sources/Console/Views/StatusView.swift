import Canvas

/// The last line: what is on its way, what has just happened, how the service does.
struct StatusView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    var column = rect.column + 1
    for (text, style) in parts where column < rect.endColumn {
      column += frame.put(
        text, row: rect.row, column: column, width: rect.endColumn - column, style: style)
      column += 2
    }
  }

  private var parts: [(String, Style)] {
    [onItsWay, said, connection].compactMap { $0 }
  }

  private var onItsWay: (String, Style)? {
    if case .quitting = state.lifecycle {
      let count = state.pending.count
      return (
        "Sending \(count) \(count == 1 ? "decision" : "decisions") before leaving; q leaves now",
        .statusHeld
      )
    }
    if let held = state.undoable {
      let others = state.pending.count - 1
      return (
        "\(held.doingText), u to undo\(others == 0 ? "" : " (and \(others) more on the way)")",
        .statusHeld
      )
    }
    guard let last = state.pending.last else { return nil }
    let others = state.pending.count - 1
    return ("\(last.doingText)…\(others == 0 ? "" : " (and \(others) more)")", .statusHeld)
  }

  private var said: (String, Style)? {
    guard let message = state.message else { return nil }
    let style: Style =
      switch message.tone {
      case .plain: .status
      case .success: .statusSuccess
      case .warning: .statusWarning
      case .error: .statusError
      }
    return (message.text, style)
  }

  private var connection: (String, Style)? {
    switch state.connection {
    case .online: nil
    case .connecting: ("Connecting…", .status)
    case .waiting(let since):
      ("The service is slow: no answer since \(since.timeText).", .statusWarning)
    case .retrying(let date, let fault):
      ("Trying again at \(date.timeText): \(fault.message)", .statusWarning)
    case .offline(let fault):
      // The message says the same with the cure, as long as it stands.
      state.message == nil ? ("\(fault.message) r tries again.", .statusError) : nil
    }
  }
}
