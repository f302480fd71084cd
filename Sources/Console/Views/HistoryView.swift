import Canvas
import Moderation

/// What was decided before: a list, or one decision of it with everything that was seen then.
struct HistoryView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0, let history = state.history else { return }
    if history.isOpen, let entry = history.selected {
      HistoryEntryView(entry, labelers: state.people.labelers).draw(on: &frame, in: rect)
      return
    }
    frame.put(
      " \(heading(of: history))", row: rect.row, column: rect.column, width: rect.columns,
      style: .emphasis)
    let area = rect.dropping(top: 1)
    guard !history.list.rows.isEmpty else {
      NoteView(emptyNote(of: history)).draw(on: &frame, in: area)
      return
    }
    let shown = state.layout.historyShown
    func row(_ index: Int) -> HistoryRow {
      HistoryRow(
        entry: history.entries[index],
        selection: index == history.list.cursor.index ? .active : nil)
    }
    let columns = ListColumns(
      for: history.list.cursor.pages(of: shown, count: history.list.rows.count).map(row),
      gutter: 2, width: area.columns, repertoire: frame.repertoire)
    columns.drawNames(on: &frame, row: area.row, column: area.column)
    let first = history.list.cursor.offset
    for index
      in first..<max(first, min(history.list.rows.count, first + state.layout.historyInSight))
    {
      row(index).draw(
        columns, on: &frame, row: area.row + 1 + index - first, column: area.column)
    }
  }

  private func heading(of history: History) -> String {
    var parts = [history.isComplete ? history.list.rows.count.decisions : "newest first"]
    if !history.list.rows.isEmpty {
      parts.append("\(history.list.cursor.index + 1) of \(history.list.rows.count)")
      if !history.isComplete { parts[1] += "+" }
    }
    if history.isReading { parts.append("reading…") }
    if history.fault != nil { parts.append("not read further") }
    if history.list.filter.isActive, state.prompt == nil {
      parts.append("filter: \(history.list.filter.text)")
    }
    let whose = history.person.map { " of \($0.mention)" } ?? ""
    return "History\(whose): \(parts.joined(separator: " · "))"
  }

  private func emptyNote(of history: History) -> [String] {
    if let fault = history.fault {
      return [fault.message, fault.cure, state.hint(.refresh) { "Press \($0) to try again." }]
    }
    if !history.isComplete { return ["Looking into the journal…"] }
    if history.list.filter.isActive {
      return ["No decision matches the filter.", state.hint(.close) { "\($0) shows all again." }]
    }
    return history.person == nil
      ? ["Nothing has been decided yet.", "Every decision made here shows up in this list."]
      : ["Nothing has been decided about this person yet."]
  }
}

extension Int {
  /// `1 decision`, `12 decisions`
  fileprivate var decisions: String { self == 1 ? "1 decision" : "\(self) decisions" }
}
