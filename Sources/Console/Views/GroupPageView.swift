import Canvas
import Moderation

/// One group on the whole screen: what can be changed about it, and below it who is in it.
struct GroupPageView {
  private static let labelColumns = 11

  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in layout: Layout) {
    let rect = layout.body
    guard rect.rows > 0, let page = state.groupPage, let group = state.shownGroup else { return }
    frame.put(
      " \(heading(of: page, group))", row: rect.row, column: rect.column, width: rect.columns,
      style: .emphasis)
    var facts = rect.dropping(top: 1)
    facts.rows = min(facts.rows, layout.groupFacts)
    if facts.rows >= 4 {
      drawLines(GroupFacts(group, state).all, on: &frame, in: facts)
    } else if facts.rows > 0 {
      drawBriefly(GroupFacts(group, state).all, of: group, on: &frame, in: facts)
    }
    drawMembers(of: page, on: &frame, in: rect.dropping(top: 1 + facts.rows), layout)
  }

  // MARK: The heading

  private func heading(of page: GroupPage, _ group: Group) -> String {
    let seats = "\(group.memberCount)/\(group.memberLimit) members\(group.isFull ? ", full" : "")"
    let parts =
      [state.hiddenMarksText, seats, "\(state.waiting(in: group)) waiting"].compactMap { $0 }
      + remarks(on: page)
    return "\(name(of: group)): \(parts.joined(separator: " · "))"
  }

  private func name(of group: Group) -> String {
    guard case .rename(let name)? = state.groups.changes.change(of: .name, in: group.id) else {
      return group.name
    }
    return "\(group.name) → \(name)…"
  }

  private func remarks(on page: GroupPage) -> [String] {
    var remarks = [page.unreadable.unreadableText].compactMap { $0 }
    let rows = page.list.rows.count
    if page.load != nil, !page.isComplete {
      remarks.append(rows == 0 ? "reading…" : "\(rows) read so far…")
    } else if page.list.filter.isActive {
      remarks.append("\(rows) of \(page.members.count) match")
    }
    if page.isComplete, rows > 0 { remarks.append("\(page.list.cursor.index + 1) of \(rows)") }
    if let marked = state.markedText { remarks.append(marked) }
    if page.list.marks.isExtending { remarks.append("range") }
    if page.load != nil, page.isComplete { remarks.append("refreshing…") }
    if case .failed = page.phase { remarks.append("not refreshed") }
    if page.list.filter.isActive, state.prompt == nil {
      remarks.append("filter: \(page.list.filter.text)")
    }
    return remarks
  }

  // MARK: The facts

  private func drawLines(_ facts: [GroupFacts.Fact], on frame: inout Frame, in rect: Rect) {
    for (index, fact) in facts.enumerated() {
      let row = rect.row + index
      frame.put(
        " \(fact.label)", row: row, column: rect.column, width: Self.labelColumns, style: .dim)
      let start = rect.column + Self.labelColumns
      let used = frame.put(
        fact.value, row: row, column: start, width: max(0, rect.endColumn - start),
        style: fact.style)
      let rest = rect.endColumn - start - used - 2
      guard SafeText(fact.hint, repertoire: frame.repertoire).width <= rest else { continue }
      frame.put(fact.hint, row: row, column: start + used + 2, width: rest, style: .dim)
    }
  }

  private func drawBriefly(
    _ facts: [GroupFacts.Fact], of group: Group, on frame: inout Frame, in rect: Rect
  ) {
    var column = rect.column + 1
    for (index, fact) in facts.filter({ !$0.brief.isEmpty }).enumerated() {
      if index > 0 {
        column += frame.put(
          " · ", row: rect.row, column: column, width: max(0, rect.endColumn - column), style: .dim)
      }
      column += frame.put(
        fact.brief, row: rect.row, column: column, width: max(0, rect.endColumn - column),
        style: fact.style)
    }
    let hint = facts.first { $0.label == "Link" }?.hint ?? ""
    frame.put(
      group.link?.url ?? hint, row: rect.row + 1, column: rect.column + 1,
      width: max(0, rect.columns - 1), style: group.link == nil ? .dim : .base)
  }

  // MARK: The members

  private func drawMembers(
    of page: GroupPage, on frame: inout Frame, in rect: Rect, _ layout: Layout
  ) {
    guard rect.rows > 0 else { return }
    let rows = page.list.rows
    guard !rows.isEmpty else {
      NoteView(emptyNote(of: page)).draw(on: &frame, in: rect)
      return
    }
    func row(_ index: Int) -> MemberRow? {
      page[rows[index].member].map { member in
        MemberRow(
          state: state, page: page, member: member,
          selection: index == page.list.cursor.index ? .active : nil)
      }
    }
    let columns = ListColumns(
      for: page.list.cursor.pages(of: layout.membersShown, count: rows.count).compactMap(row),
      gutter: 3, width: rect.columns, repertoire: frame.repertoire)
    columns.drawNames(on: &frame, row: rect.row, column: rect.column)
    let first = page.list.cursor.offset
    for index in first..<max(first, min(rows.count, first + layout.membersInSight)) {
      row(index)?.draw(columns, on: &frame, row: rect.row + 1 + index - first, column: rect.column)
    }
  }

  private func emptyNote(of page: GroupPage) -> [String] {
    if case .failed(let fault) = page.phase {
      return [fault.message, fault.cure, state.hint(.refresh) { "Press \($0) to try again." }]
    }
    if page.list.filter.isActive, !page.members.isEmpty {
      return ["No member matches the filter.", state.hint(.close) { "\($0) shows all again." }]
    }
    if let note = page.unreadable.unreadableNote("member") { return note }
    return page.isComplete ? ["Nobody is in this group."] : ["Asking the service who is in it…"]
  }
}
