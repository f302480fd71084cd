import Canvas
import Foundation
import Moderation

/// The last line: what is asked, what is on its way, what has just happened, how the service does.
struct StatusView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    var column = rect.column + 1
    for part in parts {
      for (text, style) in part where column < rect.endColumn {
        column += frame.put(
          text, row: rect.row, column: column, width: rect.endColumn - column, style: style)
      }
      column += 2
    }
  }

  /// Runs of text that stand apart.
  private var parts: [[(String, Style)]] {
    if let question = state.question {
      let warning = question.warning(in: state.groups).map { [($0, Style.statusWarning)] }
      return [[(question.text(in: state.groups), .question)], warning ?? []]
    }
    if state.leftovers.isAsked { return [[(state.leftovers.question, .question)]] }
    let isInTrouble =
      connection != nil || state.message.map { $0.tone == .error || $0.tone == .warning } ?? false
    let parts =
      isInTrouble
      ? [begun, onItsWay, said, interrupted, connection, raid]
      : [begun, onItsWay, raid, said, interrupted]
    return parts.compactMap { $0 }
  }

  private var raid: [(String, Style)]? {
    state.raidNotice.map { [($0, .statusWarning)] }
  }

  /// The first keys of a chord.
  private var begun: [(String, Style)]? {
    state.chord.map { [("\($0.chord) …", .prompt)] }
  }

  private var interrupted: [(String, Style)]? {
    guard !state.leftovers.entries.isEmpty else { return nil }
    return [(state.leftovers.notice(key: state.key(for: .leftovers)), .statusWarning)]
  }

  private var onItsWay: [(String, Style)]? {
    if case .quitting = state.lifecycle {
      let count = state.undecided
      let what = count == 1 ? "decision" : "decisions"
      return [
        (
          "Sending \(count) \(what) before \(departure)"
            + state.hint(.quit) { "; \($0) leaves now" }, .statusHeld
        )
      ]
    }
    if let held = state.undoable {
      let others = state.undecided - held.unsettled.count
      let more = others == 0 ? "" : " (and \(others) more on the way)"
      let undo = state.hint(.undo) { ", \($0) to undo" }
      return [("\(held.doingText)\(undo)\(more)", .statusHeld)]
    }
    if let batch = state.batches.first(where: { $0.total > 1 }) { return progress(of: batch) }
    guard let last = state.batches.last else { return nil }
    let others = state.undecided - last.unsettled.count
    return [("\(last.doingText)…\(others == 0 ? "" : " (and \(others) more)")", .statusHeld)]
  }

  private var departure: String {
    state.switching.map { "going on as @\($0.handle)" } ?? "leaving"
  }

  private func progress(of batch: Batch) -> [(String, Style)] {
    let width = state.size.columns < 100 ? 10 : 20
    let filled = batch.settled * width / batch.total
    var facts = [" \(batch.settled)/\(batch.total)"]
    if batch.failed > 0 { facts.append("\(batch.failed) failed") }
    facts.append("\(batch.unsettled.count) left")
    if let time = time(of: batch) { facts.append(time) }
    if case .stopping = batch.phase {
      facts.append("stopping")
    } else if let key = state.key(for: .close) {
      facts.append("\(key) stops")
    }
    return [
      ("\(batch.verdict.doing) ", .statusHeld),
      (String(repeating: "█", count: filled), .progress),
      (String(repeating: "·", count: width - filled), .progressRest),
      (facts.joined(separator: " · "), .statusHeld),
    ]
  }

  /// How long it has been going, and how long it may still go.
  private func time(of batch: Batch) -> String? {
    guard let since = batch.sendingSince else { return nil }
    let elapsed = state.now.timeIntervalSince(since)
    guard elapsed >= 1, batch.settled > 0 else { return nil }
    let left = elapsed / Double(batch.settled) * Double(batch.unsettled.count)
    return "\(Self.clock(elapsed)), about \(Self.clock(left)) to go"
  }

  /// `12s`, `3m20s`
  private static func clock(_ seconds: TimeInterval) -> String {
    let seconds = Int(seconds.rounded(.up))
    return seconds < 60 ? "\(seconds)s" : "\(seconds / 60)m\(seconds % 60)s"
  }

  private var said: [(String, Style)]? {
    guard let message = state.message else { return nil }
    let style: Style =
      switch message.tone {
      case .plain: .status
      case .success: .statusSuccess
      case .warning: .statusWarning
      case .error: .statusError
      }
    return [(message.text, style)]
  }

  private var connection: [(String, Style)]? {
    switch state.connection {
    case .online: live
    case .connecting: [("Connecting…", .status)]
    case .waiting(let since):
      [("The service is slow: no answer since \(since.timeText).", .statusWarning)]
    case .retrying(let date, let fault):
      [("Trying again at \(date.timeText): \(fault.message)", .statusWarning)]
    case .offline(let fault):
      // The message says the same with the cure, as long as it stands.
      state.message == nil
        ? [(fault.message + state.hint(.refresh) { " \($0) tries again." }, .statusError)] : live
    }
  }

  private var live: [(String, Style)]? {
    switch state.live.phase {
    case .starting, .following: nil
    case .broken(let fault, let date):
      [("News again at \(date.timeText): \(fault.message)", .statusWarning)]
    case .ended(let fault): [("No news from the service: \(fault.message)", .statusWarning)]
    }
  }
}
