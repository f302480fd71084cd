import Canvas
import Moderation

/// The line that stays as long as a door is shut: which, since when, until when, and how to go on.
struct BannerView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.fill(row: rect.row, column: rect.column, columns: rect.columns, style: .banner)
    frame.put(
      " \(text)", row: rect.row, column: rect.column, width: rect.columns, style: .banner)
  }

  private var text: String {
    [failed, unfinished, overdue, shut].compactMap { $0 }.joined(separator: " · ")
  }

  private var failed: String? {
    let failures = state.doors.failures
    guard let first = failures.first else { return nil }
    let what = first.intent == .shut ? "Not shut" : "Not opened"
    return "\(what): \(failures.map(\.groupName).listed)"
      + state.hint(.retry) { "; \($0) tries again" }
  }

  private var unfinished: String? {
    let failed = Set(state.doors.failures.map(\.group))
    let doors = state.doors.items.filter {
      ($0.state == .unfinished || $0.state == .unsent) && !failed.contains($0.group)
    }
    guard !doors.isEmpty else { return nil }
    return "Interrupted: the door of \(doors.map(\.groupName).listed)"
      + state.hint(.shutDoor) { "; \($0) shuts" } + state.hint(.openDoor) { ", \($0) opens" }
  }

  private var overdue: String? {
    let doors = state.doors.shut.filter(state.isOverdue)
    guard let first = doors.first, let until = first.until else { return nil }
    return "Was to open at \(until.briefText(at: state.now)): \(doors.map(\.groupName).listed)"
      + state.hint(.openDoor) { "; \($0) opens" }
  }

  private var shut: String? {
    let doors = state.doors.items.filter {
      ($0.state == .shut || $0.state == .underWay) && !state.isOverdue($0)
    }
    guard let first = doors.first else { return nil }
    let what = doors.count == 1 ? "Door shut" : "Doors shut"
    let since = "since \(first.shutAt.briefText(at: state.now))"
    let until = doors.compactMap(\.until).min().map { ", until \($0.briefText(at: state.now))" }
    return "\(what): \(doors.map(\.groupName).listed), \(since)\(until ?? "")"
      + state.hint(.openDoor) { "; \($0) opens" }
  }
}

extension [String] {
  /// `Night Owls, Bird walks and 3 more`
  fileprivate var listed: String {
    count <= 3
      ? joined(separator: ", ") : prefix(2).joined(separator: ", ") + " and \(count - 2) more"
  }
}
