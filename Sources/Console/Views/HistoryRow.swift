import Canvas
import Moderation

/// The columns of the history.
enum HistoryColumn: ListColumn {
  case time, decision, name, handle, group, ended, notes

  var title: String {
    switch self {
    case .time: "TIME (UTC)"
    case .decision: "DECISION"
    case .name: "NAME"
    case .handle: "HANDLE"
    case .group: "GROUP"
    case .ended: "ENDED"
    case .notes: "NOTES"
    }
  }

  var extent: ListColumnExtent {
    switch self {
    // `2026-11-20 14:03`
    case .time: .fixed(16)
    case .decision: .fixed(8)
    case .name: .fitted(least: 10, ample: 16, most: 32)
    case .handle: .fitted(least: 14, ample: 31, most: 48)
    case .group: .fitted(least: 8, ample: 24, most: 32)
    // The longest of the words for it.
    case .ended: .fixed(11)
    case .notes: .rest(least: 10)
    }
  }

  var isIdentity: Bool { self == .handle }
  static let growing: [HistoryColumn] = [.handle, .name, .group]
  static let dispensable: [HistoryColumn] = [.notes, .name, .group, .ended]
}

/// One decision of before, as a row of the list.
struct HistoryRow: ListRow {
  let entry: JournalEntry
  let selection: ListSelection?

  var isGone: Bool { false }
  var sign: (text: String, style: Style)? { nil }
  var failure: String? { nil }

  func content(of column: HistoryColumn) -> (text: String, style: Style) {
    switch column {
    case .time: (entry.decidedAt.minuteText, .row)
    case .decision: (entry.verdict.shortText, .row)
    case .name: (entry.request.person.displayName, .row)
    case .handle: (entry.whom, .rowHandle)
    case .group: (entry.whereText, .row)
    case .ended: (entry.status.text, entry.status.style)
    case .notes: (entry.remarks, .rowDim)
    }
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
