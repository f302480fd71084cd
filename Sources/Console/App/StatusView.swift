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
      for piece in part where column < rect.endColumn {
        column += frame.put(
          piece.text, row: rect.row, column: column, width: rect.endColumn - column,
          style: piece.style, link: piece.link)
      }
      column += 2
    }
  }

  private struct Piece {
    let text: String
    let style: Style
    let link: Link?

    init(_ text: String, _ style: Style, link: Link? = nil) {
      self.text = text
      self.style = style
      self.link = link
    }
  }

  /// Runs of text that stand apart.
  private var parts: [[Piece]] {
    if let asked {
      return [begun, state.status.aside.map(pieces), asked, warning].compactMap { $0 }
    }
    return [begun, onItsWay, atDoors, said, interrupted, connection].compactMap { $0 }
  }

  private var asked: [Piece]? {
    // What is left beside the first column and the last.
    let columns = state.size.columns - 2
    let question: String? =
      switch state.modal {
      case .decision(let asked)?: asked.text(in: state.groups)
      case .door(let asked)?: asked.text(in: state, columns: columns)
      case .change(let asked)?:
        asked.text(
          in: state.groups, raid: state.raidWarning(in: [asked.group]), columns: columns)
      case .interrupted?: state.interrupted.question
      case nil: nil
      }
    return question.map { [Piece($0, .question)] }
  }

  private var warning: [Piece]? {
    state.question?.warning(in: state.groups).map { [Piece($0, .statusWarning)] }
  }

  private var begun: [Piece]? {
    state.status.chord.map { [Piece("\($0.chord) …", .prompt)] }
  }

  private var interrupted: [Piece]? {
    guard !state.interrupted.entries.isEmpty else { return nil }
    return [Piece(state.interrupted.notice(key: state.key(for: .interrupted)), .statusWarning)]
  }

  private var onItsWay: [Piece]? {
    if case .quitting = state.session.lifecycle {
      return [
        Piece(
          "Sending \(state.openWork) before \(departure)"
            + state.hint(.quit) { "; \($0) leaves now" }, .statusHeld)
      ]
    }
    if let held = state.decisions.undoable {
      let others = state.decisions.undecided - held.unsettled.count
      let more = others == 0 ? "" : " (and \(others) more on the way)"
      let undo = state.hint(.undo) { ", \($0) to undo" }
      return [Piece("\(held.doingText)\(undo)\(more)", .statusHeld)]
    }
    if let batch = state.decisions.batches.first(where: { $0.total > 1 }) {
      return progress(of: batch)
    }
    guard let last = state.decisions.batches.last else { return changing }
    let others = state.decisions.undecided - last.unsettled.count
    return [Piece("\(last.doingText)…\(others == 0 ? "" : " (and \(others) more)")", .statusHeld)]
  }

  private var departure: String {
    state.session.switching.map { "going on as \($0.mention)" } ?? "leaving"
  }

  private var atDoors: [Piece]? {
    guard let work = state.doors.work else { return nil }
    let failed = work.failures.count
    let count = "\(work.settled.count)/\(work.groups.count)"
    let facts = failed > 0 ? " \(count) · \(failed) failed" : " \(count)"
    return [Piece("\(work.intent.doing) doors ", .statusHeld)]
      + bar(work.settled.count, of: work.groups.count) + [Piece(facts, .statusHeld)]
  }

  private var changing: [Piece]? {
    guard let (group, change) = state.groups.changes.all.last else { return nil }
    let others = state.groups.changes.count - 1
    let name = state.groups[group]?.name ?? group
    let more = others == 0 ? "" : " (and \(others) more)"
    return [Piece("\(change.doingText(name))…\(more)", .statusHeld)]
  }

  private func bar(_ done: Int, of total: Int) -> [Piece] {
    let width = state.size.columns < 100 ? 10 : 20
    let filled = done * width / total
    return [
      Piece(String(repeating: "█", count: filled), .progress),
      Piece(String(repeating: "·", count: width - filled), .progressRest),
    ]
  }

  private func progress(of batch: Batch) -> [Piece] {
    var facts = [" \(batch.settled)/\(batch.total)"]
    if batch.failed > 0 { facts.append("\(batch.failed) failed") }
    facts.append("\(batch.unsettled.count) left")
    if let time = time(of: batch) { facts.append(time) }
    if case .stopping = batch.phase {
      facts.append("stopping")
    } else if let key = state.key(for: .close) {
      facts.append("\(key) stops")
    }
    return [Piece("\(batch.verdict.doing) ", .statusHeld)]
      + bar(batch.settled, of: batch.total)
      + [Piece(facts.joined(separator: " · "), .statusHeld)]
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

  private var said: [Piece]? { state.message.map(pieces) }

  private func pieces(_ message: Message) -> [Piece] {
    [Piece(message.text, message.tone.style, link: message.link)]
  }

  private var connection: [Piece]? {
    switch state.service.connection {
    case .online:
      if state.service.live.catchUp != nil {
        [Piece("The service answers again; looking at what has happened.", .statusSuccess)]
      } else {
        state.unread.flatMap(trouble) ?? live
      }
    case .connecting: [Piece("Connecting…", .status)]
    case .waiting(let since):
      [Piece("The service is slow: no answer since \(since.timeText).", .statusWarning)]
    case .retrying(let date, let fault):
      [Piece("Trying again at \(date.timeText): \(fault.message)", .statusWarning)]
    case .offline(let fault): trouble(fault) ?? live
    }
  }

  /// Nil where the message says the same: a decision that has failed names its reason and cure.
  private func trouble(_ fault: Fault) -> [Piece]? {
    guard state.message?.text.contains(fault.message) != true else { return nil }
    let again = state.hint(.refresh) { " \($0) tries again." }
    return [Piece("\(fault.message) \(fault.cure)\(again)", .statusError)]
  }

  private var live: [Piece]? {
    switch state.service.live.phase {
    case .starting, .following: nil
    case .broken(let fault, let date):
      [Piece("News again at \(date.timeText): \(fault.message)", .statusWarning)]
    case .ended(let fault):
      [Piece("No news from the service: \(fault.message) \(fault.cure)", .statusWarning)]
    }
  }
}

extension Message.Tone {
  var style: Style {
    switch self {
    case .plain: .status
    case .success: .statusSuccess
    case .warning: .statusWarning
    case .error: .statusError
    }
  }
}

extension State {
  /// What a console that stops now leaves undone: a stopped one sends nothing.
  var suspendedText: String? {
    isSettled ? nil : "skydoor is suspended with \(openWork) on the way; fg goes on."
  }

  /// Why something in front of the owner could not be read.
  fileprivate var unread: Fault? {
    groupPage?.reading.fault ?? groups.fault
      ?? groupsInScope.lazy.compactMap { requests[$0.id]?.reading.fault }.first
  }

  /// `2 decisions`, `1 decision and 1 change`: what is on its way.
  fileprivate var openWork: String {
    [(decisions.undecided, "decision"), (groups.changes.count + doors.unsettled, "change")].filter {
      $0.0 > 0
    }.map {
      "\($0) \($1)\($0 == 1 ? "" : "s")"
    }.joined(separator: " and ")
  }
}
