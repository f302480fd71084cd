import Canvas
import Moderation

/// The line for what is not to be forgotten: a raid, doors that are shut, and what can be done about
/// both.
struct BannerView {
  /// How many ways there are to say it, each shorter than the one before.
  private static let lengths = 4

  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.fill(row: rect.row, column: rect.column, columns: rect.columns, style: .banner)
    let text = (0..<Self.lengths).map(text).fitting(rect.columns - 1)
    frame.put(
      " \(text)", row: rect.row, column: rect.column, width: rect.columns, style: .banner)
  }

  private func text(_ shortness: Int) -> String {
    [failed, state.raidNotices?[shortness], unfinished, overdue, shut(shortness)]
      .compactMap { $0 }.joined(separator: " · ")
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

  /// Doors that are shut, and how many came before they were.
  private func shut(_ shortness: Int) -> String? {
    let doors = state.doors.items.filter {
      ($0.state == .shut || $0.state == .underWay) && !state.isOverdue($0)
    }
    let raid = state.raidCount(isBrief: shortness > 1)
    guard !doors.isEmpty || raid != nil else { return nil }
    let count = doors.isEmpty ? state.shutRaids.count : doors.count
    let what = [count == 1 ? "Door shut" : "Doors shut", raid].compactMap { $0 }
    guard let first = doors.first else { return what.joined(separator: ". ") }
    let names = shortness < 2 ? ": \(doors.map(\.groupName).listed)" : ""
    let comma = names.isEmpty ? " " : ", "
    let since = shortness == 0 ? "\(comma)since \(first.shutAt.briefText(at: state.now))" : ""
    let until =
      doors.compactMap(\.until).min().map { "\(comma)until \($0.briefText(at: state.now))" } ?? ""
    let opens = state.hint(.openDoor) { "; \($0) opens" }
    let sentences = [what[0] + names + since + (shortness < 3 ? until : "")] + what.dropFirst()
    return sentences.joined(separator: ". ") + opens
  }
}
