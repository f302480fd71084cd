import Canvas
import Config
import Moderation
import Text

private let labelColumns = 11

/// One group on the whole screen: what can be changed about it, and below it who is in it.
struct GroupPageView<Host: GroupPageHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in layout: Layout) {
    let rect = layout.body
    guard rect.rows > 0, let page = state.groupPage, let group = state.shownGroup else { return }
    frame.putLine(heading(of: page, group), in: rect, style: .emphasis)
    var facts = rect.dropping(top: 1)
    facts.rows = min(facts.rows, layout.groupFacts)
    if facts.rows >= 4 {
      drawLines(GroupFacts(group, state).all, on: &frame, in: facts)
    } else if facts.rows > 0 {
      drawBriefly(GroupFacts(group, state).all, of: group, on: &frame, in: facts)
    }
    let rows = page.list.rows
    ListView(
      cursor: page.list.cursor, count: rows.count, note: emptyNote(of: page)
    ) { index in
      page[rows[index].member].map { MemberRow(state: state, page: page, member: $0) }
    }.draw(on: &frame, in: rect.dropping(top: 1 + facts.rows))
  }

  // MARK: The heading

  private func heading(of page: GroupPage, _ group: Group) -> String {
    let seats = "\(group.memberCount)/\(group.memberLimit) members\(group.isFull ? ", full" : "")"
    let marks = page.list.markCounts
    let parts =
      [marks.hiddenText, seats, "\(state.waiting(in: group)) waiting"].compactMap { $0 }
      + remarks(on: page, marks)
    return "\(name(of: group)): \(parts.joined(separator: " · "))"
  }

  private func name(of group: Group) -> String {
    guard case .rename(let name)? = state.groups.changes.change(of: .name, in: group.id) else {
      return group.name
    }
    return "\(group.name) → \(name)…"
  }

  private func remarks(on page: GroupPage, _ marks: MarkCounts) -> [String] {
    var remarks = [page.reading.unreadable.unreadableText].compactMap { $0 }
    let rows = page.list.rows.count
    if page.reading.load != nil, !page.reading.isComplete {
      remarks.append(rows == 0 ? "reading…" : "\(rows) read so far…")
    } else if page.list.filter.isActive {
      remarks.append("\(rows) of \(page.members.count) match")
    }
    if page.reading.isComplete, rows > 0 {
      remarks.append("\(page.list.cursor.index + 1) of \(rows)")
    }
    if let marked = marks.text { remarks.append(marked) }
    if page.list.marks.isExtending { remarks.append("range") }
    if page.reading.load != nil, page.reading.isComplete { remarks.append("refreshing…") }
    if page.reading.fault != nil { remarks.append("not refreshed") }
    if page.list.filter.isActive, !state.isFiltering {
      remarks.append("filter: \(page.list.filter.text)")
    }
    return remarks
  }

  // MARK: The facts

  private func drawLines(_ facts: [GroupFact], on frame: inout Frame, in rect: Rect) {
    for (index, fact) in facts.enumerated() {
      let row = rect.row + index
      frame.put(
        " \(fact.label)", row: row, column: rect.column, width: labelColumns, style: .dim)
      let start = rect.column + labelColumns
      let used = frame.put(
        fact.value, row: row, column: start, width: max(0, rect.endColumn - start),
        style: fact.style)
      let rest = rect.endColumn - start - used - 2
      guard SafeText(fact.hint, glyphSet: frame.glyphSet).width <= rest else { continue }
      frame.put(fact.hint, row: row, column: start + used + 2, width: rest, style: .dim)
    }
  }

  private func drawBriefly(
    _ facts: [GroupFact], of group: Group, on frame: inout Frame, in rect: Rect
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

  // MARK: Where there is no member

  private func emptyNote(of page: GroupPage) -> [String] {
    if let fault = page.reading.fault { return state.note(on: fault) }
    if page.list.filter.isActive, !page.members.isEmpty {
      return ["No member matches the filter.", state.hint(.close) { "\($0) shows all again." }]
    }
    if let note = page.reading.unreadable.unreadableNote("member") { return note }
    return page.reading.isComplete
      ? ["Nobody is in this group."] : ["Asking the service who is in it…"]
  }
}

enum MemberColumn: ListColumn {
  case name, handle, role, addedBy, notes

  var heading: (title: String, extent: ListColumnExtent) {
    switch self {
    case .name: ("NAME", .fitted(least: 8, ample: 16, most: 32))
    case .handle: ("HANDLE", .fitted(least: 14, ample: 31, most: 48))
    case .role: ("ROLE", .fitted(least: 6, ample: 12, most: 12))
    case .addedBy: ("ADDED BY", .fitted(least: 12, ample: 31, most: 48))
    case .notes: ("NOTES", .rest(least: 10))
    }
  }

  var isIdentity: Bool { [.name, .handle].contains(self) }
  static let growing: [MemberColumn] = [.handle, .name, .role, .addedBy]
  static let dispensable: [MemberColumn] = [.notes, .addedBy, .name, .role]
}

struct MemberRow<Host: GroupPageHost>: ListRow {
  let state: Host
  let page: GroupPage
  let member: GroupMember

  var isGone: Bool { page.gone == member.person.did }

  var failure: String? { page.failures[member.person.did]?.fault.message }

  var sign: (text: String, style: Style)? {
    if failure != nil { return ("✗", .rowFailed) }
    return page.list.marks.contains(member.id) ? ("✓", .rowMarked) : nil
  }

  func content(
    of column: MemberColumn, beside _: [MemberColumn]
  ) -> (text: String, style: Style) {
    switch column {
    case .name: (member.person.displayName, .row)
    case .handle: (member.person.mention, .rowHandle)
    case .role: (isGone ? "left" : member.role.text, .row)
    case .addedBy: (member.addedByText, .rowDim)
    case .notes: (notes, .rowBadge)
    }
  }

  private var notes: String {
    let note = state.people.personHistories[member.person.did]?.note.map { "\"\($0)\"" }
    let relation = member.person.relationText
    return
      ([note, relation.isEmpty ? nil : relation].compactMap { $0 } + member.person.tellingLabels)
      .joined(separator: ", ")
  }
}

struct GroupFact {
  let label: String
  let value: String
  /// For where several stand in one line.
  let brief: String
  let style: Style
  let hint: String
}

/// What can be changed about a group, as it is now: what is being changed says so.
struct GroupFacts<Host: GroupPageHost> {
  private let group: Group
  private let state: Host

  init(_ group: Group, _ state: Host) {
    self.group = group
    self.state = state
  }

  var all: [GroupFact] { [lock, link, rule, approval] }

  private var lock: GroupFact {
    let words: (String, String) =
      switch group.lock {
      case .unlocked: ("unlocked", "locks it")
      case .locked where group.lockIsModeration:
        ("locked by moderation: only the service can unlock it", "")
      case .locked: ("locked: nobody can write or join", "unlocks it")
      case .lockedPermanently: ("locked for good: nobody can unlock it", "")
      }
    return fact(
      "Lock", words.0, brief: group.lockText ?? "unlocked", command: .switchLock, words.1,
      underWay: underWay(.lock) { $0 == .lock ? "locking…" : "unlocking…" })
  }

  private var link: GroupFact {
    let words: (String, String) =
      switch group.link {
      case nil: ("none: nobody can ask to join", "makes one")
      case let link? where link.enabled: ("on   \(link.url)", "switches it off")
      case let link?: ("off  \(link.url)", "switches it on")
      }
    return fact(
      "Link", words.0, brief: group.linkText, command: .switchLink, words.1,
      underWay: underWay(.link) { change in
        switch change {
        case .createLink: "making one…"
        case .enableLink: "switching on…"
        case .disableLink: "switching off…"
        case .editLink, .lock, .unlock, .rename: nil
        }
      })
  }

  private var rule: GroupFact {
    let words: (String, String, String) =
      switch group.link?.rule {
      case nil: ("–", "", "")
      case .anyone?: ("anyone may ask", "anyone", "only people you follow")
      case .followedByOwner?: ("only people you follow may ask", "only followed", "anyone")
      case .other(let name)?: (name, name, "only people you follow")
      }
    return fact(
      "Who", words.0, brief: words.1, command: .linkRule, words.2,
      underWay: underWay(.link) { change in
        if case .editLink(.some, _) = change { "changing…" } else { nil }
      })
  }

  private var approval: GroupFact {
    let words: (String, String, String) =
      switch group.link?.requireApproval {
      case nil: ("–", "", "")
      case true?: ("whoever asks waits for you", "approval", "lets them in at once")
      case false?: ("whoever asks is in at once", "no approval", "has them wait for you")
      }
    return fact(
      "Approval", words.0, brief: words.1, command: .linkApproval, words.2,
      underWay: underWay(.link) { change in
        if case .editLink(_, .some) = change { "changing…" } else { nil }
      })
  }

  private func underWay(
    _ subject: GroupChange.Subject, _ words: (GroupChange) -> String?
  ) -> String? {
    state.groups.changes.change(of: subject, in: group.id).flatMap(words)
  }

  private func fact(
    _ label: String, _ value: String, brief: String, command: Command, _ effect: String,
    underWay: String?
  ) -> GroupFact {
    if let underWay {
      return GroupFact(label: label, value: underWay, brief: underWay, style: .statusHeld, hint: "")
    }
    let hint = effect.isEmpty ? "" : state.hint(command) { "\($0): \(effect)" }
    return GroupFact(label: label, value: value, brief: brief, style: .base, hint: hint)
  }
}
