import Canvas
import Moderation

/// One person waiting, as a row of the list.
struct RequestRow {
  let state: State
  let request: JoinRequest
  let isSelected: Bool

  func draw(_ columns: RequestColumns, on frame: inout Frame, row: Int, column: Int) {
    let person = request.person
    let departure = state.departure(of: request.id)
    let style =
      departure == nil || isSelected
      ? Style.row(isSelected: isSelected, hasFocus: state.focus == .requests) : .rowGone
    frame.fill(row: row, column: column, columns: columns.name.upperBound, style: style)
    func put(_ text: String, _ range: Range<Int>?, _ style: Style) {
      guard let range else { return }
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count,
        style: departure == nil ? style : .rowGone)
    }
    frame.put(isSelected ? "▸" : " ", row: row, column: column, width: 1, style: style)
    let sign = sign
    frame.put(
      sign.text, row: row, column: column + 1, width: 1, style: isSelected ? style : sign.style)
    frame.put(
      person.displayName, row: row, column: column + columns.name.lowerBound,
      width: columns.name.count, style: style)
    put(person.mention, columns.handle, .rowHandle)
    put(state.groups[request.group]?.name ?? "", columns.group, .row)
    if let failure = state.failure(of: request.id) {
      put(failure.fault.message, columns.facts, .rowFailed)
      return
    }
    let profile = state.profiles[person.did]
    put(
      request.requestedAt.map { Age(from: $0, to: state.now).short } ?? "?", columns.waited, .row)
    put(person.createdAt.map { Age(from: $0, to: state.now).short } ?? "?", columns.age, .row)
    put(profile?.followers?.compact ?? "", columns.followers, .row)
    put(person.relationText, columns.relation, .rowDim)
    let notes = notes(hasRelation: columns.relation != nil)
    put(notes.text, columns.notes, notes.style)
  }

  /// What is to be seen at a glance: failed, marked, new.
  private var sign: (text: String, style: Style) {
    if state.failure(of: request.id) != nil { return ("✗", .rowFailed) }
    if state.marks.contains(request.id) { return ("✓", .rowMarked) }
    let isFresh = state.requests[request.group]?.fresh.contains(request.person.did) ?? false
    return isFresh ? ("●", .rowNew) : (" ", .row)
  }

  /// What matters most first, as the column is narrow.
  private func notes(hasRelation: Bool) -> (text: String, style: Style) {
    if let departure = state.departure(of: request.id) {
      return (departure.cause.text, .rowGone)
    }
    var badges: [String] = []
    if let asked = state.memories.asked(request), asked > 1 { badges.append("asked \(asked)x") }
    if let note = state.memories[request.person.did]?.note { badges.append("\"\(note)\"") }
    if let suggestion = state.suggestion(for: request) { badges.append(suggestion.badge) }
    if let (cluster, name) = state.clusters.cluster(of: request.id) {
      badges.append("burst \(name) (\(cluster.members.count))")
    }
    var notes = request.person.labels
    let relation = request.person.relationText
    if !hasRelation, !relation.isEmpty { notes.insert(relation, at: 0) }
    return ((badges + notes).joined(separator: ", "), badges.isEmpty ? .rowDim : .rowBadge)
  }
}
