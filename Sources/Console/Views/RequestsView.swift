import Canvas
import Foundation
import Moderation

/// The people waiting in the selected group, or in all.
struct RequestsView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    guard state.scope != nil else {
      NoteView(noGroupNote).draw(on: &frame, in: rect)
      return
    }
    let rows = state.requests.list.rows
    frame.put(
      " \(heading)", row: rect.row, column: rect.column, width: rect.columns,
      style: state.focus == .requests ? .emphasis : .header)
    let area = rect.dropping(top: 1)
    guard !rows.isEmpty else {
      NoteView(emptyNote).draw(on: &frame, in: area)
      return
    }
    drawRows(on: &frame, in: area)
  }

  private func drawRows(on frame: inout Frame, in rect: Rect) {
    let eligible = RequestColumn.eligible(width: rect.columns, hasGroup: state.scope == .all)
    var columns = columns(eligible, in: rect, frame.repertoire)
    if columns.isShort, eligible.contains(.relation) {
      // Who it is comes first: the relation can do with less room, among the notes.
      columns = self.columns(
        eligible.filter { $0 != .relation }, in: rect, frame.repertoire, measured: columns)
    }
    columns.drawNames(on: &frame, row: rect.row, column: rect.column)
    let first = state.requests.list.cursor.offset
    let last = min(state.requests.list.rows.count, first + state.layout.requestsInSight)
    for index in first..<max(first, last) {
      row(at: index, hasRelation: columns.contains(.relation))?.draw(
        columns, on: &frame, row: rect.row + 1 + index - first, column: rect.column)
    }
  }

  private func columns(
    _ eligible: [RequestColumn], in rect: Rect, _ repertoire: Repertoire,
    measured: ListColumns<RequestColumn>? = nil
  ) -> ListColumns<RequestColumn> {
    let pages = state.requests.list.cursor.pages(
      of: state.layout.requestsShown, count: state.requests.list.rows.count)
    let hasRelation = eligible.contains(.relation)
    return ListColumns(
      for: pages.compactMap { row(at: $0, hasRelation: hasRelation) }, eligible: eligible,
      // Profiles come for the rows on the screen: their column need not come and go with them.
      kept: state.people.profiles.isEmpty ? [] : [.followers], gutter: 3, width: rect.columns,
      repertoire: repertoire,
      // Only the notes say the relation where it has no column.
      measured: measured, changed: [.notes])
  }

  private func row(at index: Int, hasRelation: Bool) -> RequestRow? {
    let selection: ListSelection = state.focus == .requests ? .active : .inactive
    return state.request(state.requests.list.rows[index]).map { request in
      RequestRow(
        state: state, request: request,
        selection: index == state.requests.list.cursor.index ? selection : nil,
        hasRelation: hasRelation)
    }
  }

  // MARK: The heading

  private var heading: String {
    let name = state.selectedGroup?.name ?? "All groups"
    let asOf = asOf.map { " as of \($0.briefText(at: state.now))" } ?? ""
    let parts = [state.hiddenMarksText, count + asOf].compactMap { $0 } + remarks
    return "\(name): \(parts.joined(separator: " · "))"
  }

  /// Since when somebody who is shown, or counted, may have left.
  private var asOf: Date? {
    (lists.map(\.asOf) + [state.groups.asOf]).compactMap { $0 }.min()
  }

  private var count: String {
    let (rows, waiting) = (state.requests.list.rows.count, state.waitingInScope)
    if state.requests.list.filter.isActive { return "\(rows) of \(waiting) match" }
    return isFirstReading && rows > 0 ? "\(rows) loaded so far…" : "\(waiting) waiting"
  }

  private var remarks: [String] {
    var remarks = [unreadable.unreadableText].compactMap { $0 }
    let rows = state.requests.list.rows.count
    if rows > 0, !isFirstReading || state.requests.list.filter.isActive {
      remarks.append("\(state.requests.list.cursor.index + 1) of \(rows)")
    }
    if let marked = state.markedText { remarks.append(marked) }
    if state.requests.list.marks.isExtending { remarks.append("range") }
    if state.requests.sort != .waiting || state.requests.isReversed {
      remarks.append(state.requests.sort.title(isReversed: state.requests.isReversed))
    }
    if lists.contains(where: { $0.load != nil && !$0.isFirstReading }) {
      remarks.append("refreshing…")
    }
    if fault != nil { remarks.append("not refreshed") }
    if state.requests.list.filter.isActive, state.prompt == nil {
      remarks.append("filter: \(state.requests.list.filter.text)")
    }
    return remarks
  }

  private var unreadable: Int { lists.reduce(0) { $0 + $1.unreadable } }

  private var lists: [RequestList] { state.groupsInScope.compactMap { state.requests[$0.id] } }

  /// What is known of some list in scope is only its beginning.
  private var isFirstReading: Bool { lists.contains(where: \.isFirstReading) }

  /// Why what is shown is not what it should be.
  private var fault: Fault? {
    if case .failed(let fault) = state.groups.phase { return fault }
    return lists.lazy.compactMap {
      if case .failed(let fault) = $0.phase { fault } else { nil }
    }.first
  }

  // MARK: Where there is no row

  private var noGroupNote: [String] {
    switch state.groups.phase {
    case .loading:
      return [
        "Asking the service for the groups you own…",
        state.hint(.quit) { "\($0) quits at any time." },
      ]
    case .loaded:
      if let note = state.groups.unreadable.unreadableNote("group") { return note }
      return [
        "This account owns no group chats.",
        "Make a group in the Bluesky app"
          + state.hint(.refresh) { ", then press \($0) here" } + ".",
      ]
    case .failed(let fault):
      return [fault.message, fault.cure, state.hint(.refresh) { "Press \($0) to try again." }]
    }
  }

  private var emptyNote: [String] {
    if state.requests.list.filter.isActive, lists.contains(where: { !$0.rows.isEmpty }) {
      return [
        "Nobody matches the filter.", state.hint(.close) { "\($0) shows everybody again." },
      ]
    }
    if lists.contains(where: { $0.load != nil }) { return ["Asking the service who waits…"] }
    if let fault {
      return [fault.message, fault.cure, state.hint(.refresh) { "Press \($0) to try again." }]
    }
    if state.groups.asOf != nil { return ["Asking the service who waits…"] }
    if let note = unreadable.unreadableNote("request") { return note }
    guard let group = state.selectedGroup else {
      return ["Nobody is waiting.", "Whoever asks to join any of your groups shows up here."]
    }
    guard state.requests[group.id]?.isComplete ?? false else {
      return ["Not looked at yet.", state.hint(.refresh) { "Press \($0) to ask the service." }]
    }
    guard let link = group.link, link.enabled else {
      return [
        "Nobody is waiting.", "The group has no open join link, so nobody can ask to join it.",
        state.hint(.groupPage) { "\($0) leads to the link." },
      ]
    }
    return ["Nobody is waiting.", "People ask to join through \(link.url)"]
  }
}

extension RequestList {
  /// The rows are those that have come so far, and nobody knows of how many.
  fileprivate var isFirstReading: Bool { load != nil && !isComplete && asOf == nil }
}
