import Canvas
import Moderation

@testable import Console

/// Something that should hold whatever has happened does not.
struct Unsound: Error {
  let what: String
}

/// The testing library's own check takes its time, and these are made at every step.
func hold(_ condition: Bool, _ what: @autoclosure () -> String) throws {
  if !condition { throw Unsound(what: what()) }
}

/// What holds whatever has happened.
extension FuzzedConsole {
  func expectSoundState() throws {
    let layout = state.layout
    try expectSound(
      state.requests.list.cursor, count: state.requests.list.rows.count, layout.requestsShown)
    try expectSound(state.groups.cursor, count: state.groups.count, layout.groupsShown)
    if let history = state.history {
      try expectSound(history.list.cursor, count: history.entries.count, layout.historyShown)
    }
    if let palette = state.palette {
      try expectSound(palette.cursor, count: state.paletteEntries.count, layout.paletteShown)
    }

    try hold(
      Set(state.requests.list.rows).count == state.requests.list.rows.count, "a row is shown twice")
    for id in state.requests.list.rows {
      try hold(state.request(id) != nil, "nobody knows \(id)")
      try hold(!state.decisions.isPending(id), "still shown, and being decided on: \(id)")
    }
    for list in state.requests.lists.values { try expectSound(list) }

    let pending = state.decisions.batches.flatMap(\.unsettled)
    try hold(Set(pending).count == pending.count, "decided on twice at a time")
    try hold(
      state.decisions.batches.allSatisfy { !$0.unsettled.isEmpty }, "a batch that has ended stays")
    try hold(state.question.map { !$0.memberships.isEmpty } ?? true, "asked about nobody")
    for id in state.requests.list.marks.members {
      try hold(state.request(id) != nil, "marked, and nobody knows \(id)")
      try hold(state.departure(of: id) == nil, "marked, and does not wait: \(id)")
    }
    try hold(
      state.modal != .interrupted || !state.interrupted.entries.isEmpty, "asked about nothing left")
    try hold(state.screen != .detail || state.requests.list.selected != nil, "details of nobody")
    if case .change? = state.modal { try hold(state.groupPage != nil, "asked about no group") }
    var said = state
    said.dropOutdatedMessage()
    try hold(said.message == state.message, "no longer so: \(state.message?.text ?? "")")
    try hold(
      state.groups.items.allSatisfy { state.waiting(in: $0).number >= 0 }, "fewer than nobody")
  }

  private func expectSound(_ cursor: ListCursor, count: Int, _ height: Int) throws {
    let (index, offset) = (cursor.index, cursor.offset)
    try hold(count == 0 ? index == 0 : (0..<count).contains(index), "no such row: \(cursor)")
    try hold(
      offset <= index && index < offset + height && offset >= 0, "out of sight: \(cursor)")
  }

  private func expectSound(_ list: RequestList) throws {
    let members = Set(list.rows.map(\.person.did))
    try hold(members.count == list.rows.count, "somebody is on a list twice")
    try hold(members.isSuperset(of: list.failures.keys), "nobody has failed")
    try hold(members.isSuperset(of: list.departures.keys), "nobody has left")
    try hold(members.isSuperset(of: list.fresh), "nobody is new")
    for row in list.rows { try hold(list[row.person.did] == row, "can't be found: \(row)") }
  }

  func expectSoundFrame(_ frame: Frame) throws {
    try hold(
      frame.columns == state.size.columns && frame.rows == state.size.rows, "another size")
    if let cursor = frame.cursor {
      try hold(
        (0..<frame.rows).contains(cursor.row) && (0..<frame.columns).contains(cursor.column),
        "beyond the edge: \(cursor)")
    }
    for row in 0..<frame.rows {
      var isHalf = false
      for cell in frame[row] {
        try hold(cell.character.isNone == isHalf, "a wide character is torn in row \(row)")
        isHalf = try isWide(cell, on: frame)
      }
      try hold(!isHalf, "a wide character is torn at the end of row \(row)")
    }
  }

  /// Whether a cell takes two columns.
  private func isWide(_ cell: Cell, on frame: Frame) throws -> Bool {
    if cell.character == .blank || cell.character.isNone { return false }
    let text = SafeText(cell.character.description, glyphSet: frame.glyphSet)
    try hold(text.string == cell.character.description, "not harmless: \(cell)")
    return text.width == 2
  }
}
