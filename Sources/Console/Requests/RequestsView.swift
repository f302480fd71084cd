import Canvas
import Foundation
import Moderation
import Words

/// The people waiting in the selected group, or in all.
struct RequestsView<Host: RequestsHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    guard state.scope != nil else {
      NoteView(noGroupNote).draw(on: &frame, in: rect)
      return
    }
    let isActive = state.focus == .requests
    frame.putLine(heading, in: rect, style: isActive ? .emphasis : .header)
    let rows = state.requests.list.rows
    ListView(
      cursor: state.requests.list.cursor, count: rows.count,
      selection: isActive ? .active : .inactive,
      eligible: RequestColumn.eligible(width: rect.columns, hasGroup: state.scope == .all),
      // Profiles come for the rows on the screen: their column need not come and go with them.
      kept: state.people.profiles.isEmpty ? [] : [.followers], note: emptyNote
    ) { index in
      state.request(rows[index]).map { RequestRow(state: state, request: $0) }
    }.draw(on: &frame, in: rect.dropping(top: 1))
  }

  // MARK: The heading

  private var heading: String {
    let name = state.selectedGroup?.name ?? "All groups"
    let asOf = asOf.map { " as of \($0.briefText(at: state.now))" } ?? ""
    let marks = state.markCounts
    let parts = [marks.hiddenText, count + asOf].compactMap { $0 } + remarks(on: marks)
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

  private func remarks(on marks: MarkCounts) -> [String] {
    var remarks = [unreadable.unreadableText].compactMap { $0 }
    let rows = state.requests.list.rows.count
    if rows > 0, !isFirstReading || state.requests.list.filter.isActive {
      remarks.append("\(state.requests.list.cursor.index + 1) of \(rows)")
    }
    if let marked = marks.text { remarks.append(marked) }
    if state.requests.list.marks.isExtending { remarks.append("range") }
    if state.requests.sort != .waiting || state.requests.isReversed {
      remarks.append(state.requests.sort.title(isReversed: state.requests.isReversed))
    }
    if lists.contains(where: { $0.reading.load != nil && !$0.isFirstReading }) {
      remarks.append("refreshing…")
    }
    if fault != nil { remarks.append("not refreshed") }
    if state.requests.list.filter.isActive, !state.isFiltering {
      remarks.append("filter: \(state.requests.list.filter.text)")
    }
    return remarks
  }

  private var unreadable: Int { lists.sum(\.reading.unreadable) }

  private var lists: [RequestList] { state.groupsInScope.compactMap { state.requests[$0.id] } }

  /// What is known of some list in scope is only its beginning.
  private var isFirstReading: Bool { lists.contains(where: \.isFirstReading) }

  /// Why what is shown is not what it should be.
  private var fault: Fault? {
    if case .failed(let fault) = state.groups.phase { return fault }
    return lists.lazy.compactMap(\.reading.fault).first
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
      return state.note(on: fault)
    }
  }

  private var emptyNote: [String] {
    if state.requests.list.filter.isActive, lists.contains(where: { !$0.rows.isEmpty }) {
      return [
        "Nobody matches the filter.", state.hint(.close) { "\($0) shows everybody again." },
      ]
    }
    if lists.contains(where: { $0.reading.load != nil }) {
      return ["Asking the service who waits…"]
    }
    if let fault {
      return state.note(on: fault)
    }
    if state.groups.asOf != nil { return ["Asking the service who waits…"] }
    if let note = unreadable.unreadableNote("request") { return note }
    guard let group = state.selectedGroup else {
      return ["Nobody is waiting.", "Whoever asks to join any of your groups shows up here."]
    }
    guard state.requests[group.id]?.reading.isComplete ?? false else {
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
  fileprivate var isFirstReading: Bool { reading.load != nil && !reading.isComplete && asOf == nil }
}

enum RequestColumn: ListColumn {
  case name, handle, group, waited, age, followers, relation, notes

  /// A list narrower than this has no column for followers, and says the relation in the notes.
  private static let roomy = 76
  /// With a column for the group there must be more room for one with the relation.
  private static let wide = 110

  /// - Parameter hasGroup: the rows are of several groups.
  static func eligible(width: Int, hasGroup: Bool) -> [RequestColumn] {
    allCases.filter { column in
      switch column {
      case .name, .handle, .waited, .age, .notes: true
      case .group: hasGroup
      case .followers: width >= roomy
      case .relation: width >= (hasGroup ? wide : roomy)
      }
    }
  }

  var heading: (title: String, extent: ListColumnExtent) {
    switch self {
    case .name: ("NAME", .fitted(least: 6, ample: 16, most: 32))
    case .handle: ("HANDLE", .fitted(least: 12, ample: 31, most: 48))
    case .group: ("GROUP", .fitted(least: 8, ample: 24, most: 32))
    case .waited: ("WAITED", .fixed(6))
    case .age: ("AGE", .fixed(3))
    case .followers: ("FOLLOWERS", .fixed(9))
    // The longest of the words for it.
    case .relation: ("RELATION", .fixed(11))
    // The same, where it stands here.
    case .notes: ("NOTES", .rest(least: 11))
    }
  }

  var isIdentity: Bool { [.name, .handle, .group].contains(self) }
  var placeholder: String { [.waited, .age].contains(self) ? "?" : "" }
  static let growing: [RequestColumn] = [.handle, .name, .group]
  static let dispensable: [RequestColumn] = [
    .relation, .followers, .age, .notes, .group, .name, .waited,
  ]
  static let yielding: [RequestColumn] = [.relation]
}

struct RequestRow<Host: RequestsHost>: ListRow {
  let state: Host
  let request: JoinRequest

  var isGone: Bool { state.departure(of: request.id) != nil }

  var failure: String? { state.failure(of: request.id)?.fault.message }

  var sign: (text: String, style: Style)? {
    if failure != nil { return ("✗", .rowFailed) }
    if state.requests.list.marks.contains(request.id) { return ("✓", .rowMarked) }
    let isFresh = state.requests[request.group]?.fresh.contains(request.person.did) ?? false
    return isFresh ? ("●", .rowNew) : nil
  }

  func content(
    of column: RequestColumn, beside columns: [RequestColumn]
  ) -> (text: String, style: Style) {
    let person = request.person
    return switch column {
    case .name: (person.displayName, .row)
    case .handle: (person.mention, .rowHandle)
    case .group: (state.groups[request.group]?.name ?? "", .row)
    case .waited: (request.requestedAt.map { Age(from: $0, to: state.now).short } ?? "", .row)
    case .age: (person.createdAt.map { Age(from: $0, to: state.now).short } ?? "", .row)
    case .followers: (state.people.profiles[person.did]?.followers?.compact ?? "", .row)
    case .relation: (person.relationText, .rowDim)
    case .notes: notes(saysRelation: !columns.contains(.relation))
    }
  }

  /// What matters most first, as the column may be narrow.
  private func notes(saysRelation: Bool) -> (text: String, style: Style) {
    if let departure = state.departure(of: request.id) {
      return (departure.cause.text, .rowGone)
    }
    var badges: [String] = []
    let personHistories = state.people.personHistories
    if let asked = personHistories.asked(request.person.did, requestedAt: request.requestedAt),
      asked > 1
    {
      badges.append("asked \(asked)x")
    }
    if let note = personHistories[request.person.did]?.note { badges.append("\"\(note)\"") }
    if let suggestion = state.suggestion(for: request) { badges.append(suggestion.badge) }
    if let (burst, name) = state.people.bursts.burst(of: request.id) {
      badges.append("burst \(name) (\(burst.members.count))")
    }
    var notes = request.person.tellingLabels
    let relation = request.person.relationText
    if saysRelation, !relation.isEmpty { notes.insert(relation, at: 0) }
    return ((badges + notes).joined(separator: ", "), badges.isEmpty ? .rowDim : .rowBadge)
  }
}

extension RequestOrder {
  /// What stands first, for the heading.
  func title(isReversed: Bool) -> String {
    switch (self, isReversed) {
    case (.waiting, false): "longest waiting first"
    case (.waiting, true): "newest requests first"
    case (.age, false): "youngest accounts first"
    case (.age, true): "oldest accounts first"
    case (.followers, false): "fewest followers first"
    case (.followers, true): "most followers first"
    case (.handle, false): "by handle, A to Z"
    case (.handle, true): "by handle, Z to A"
    }
  }
}
