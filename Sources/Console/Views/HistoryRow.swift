import Canvas
import Moderation

/// One decision of before, as a row of the list.
struct HistoryRow {
  let entry: JournalEntry
  let isSelected: Bool

  func draw(_ columns: HistoryColumns, on frame: inout Frame, row: Int, column: Int) {
    let style = Style.row(isSelected: isSelected, hasFocus: true)
    frame.fill(row: row, column: column, columns: columns.time.upperBound, style: style)
    frame.put(isSelected ? "▸" : " ", row: row, column: column, width: 1, style: style)
    func put(_ text: String, _ range: Range<Int>?, _ style: Style) {
      guard let range else { return }
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count, style: style)
    }
    put(entry.decidedAt.minuteText, columns.time, style)
    put(entry.verdict.shortText, columns.decision, .row)
    put(entry.request.person.displayName, columns.name, .row)
    put(entry.whom, columns.handle, .rowHandle)
    put(entry.whereText, columns.group, .row)
    put(entry.status.text, columns.ended, entry.status.style)
    put(entry.remarks, columns.notes, .rowDim)
  }
}

extension JournalEntry.Status {
  fileprivate var style: Style {
    switch self {
    case .held, .sent, .doubtful: .rowBadge
    case .done: .row
    case .gone, .withdrawn: .rowDim
    case .failed: .rowFailed
    }
  }
}

extension Decision.Verdict {
  fileprivate var shortText: String {
    switch self {
    case .reject: "reject"
    case .approve: "approve"
    case .rejectAndBlock: "block"
    case .remove: "remove"
    }
  }
}
