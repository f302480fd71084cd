import Canvas
import Moderation

/// A member of a group, as a row of the list.
struct MemberRow {
  let state: State
  let page: GroupPage
  let member: GroupMember
  let isSelected: Bool

  func draw(_ columns: MemberColumns, on frame: inout Frame, row: Int, column: Int) {
    let isGone = page.gone == member.person.did
    let style = isGone && !isSelected ? .rowGone : Style.row(isSelected: isSelected, hasFocus: true)
    frame.fill(row: row, column: column, columns: columns.name.upperBound, style: style)
    func put(_ text: String, _ range: Range<Int>?, _ style: Style) {
      guard let range else { return }
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count,
        style: isGone ? .rowGone : style)
    }
    frame.put(isSelected ? "▸" : " ", row: row, column: column, width: 1, style: style)
    let sign = sign
    frame.put(
      sign.text, row: row, column: column + 1, width: 1, style: isSelected ? style : sign.style)
    frame.put(
      member.person.displayName, row: row, column: column + columns.name.lowerBound,
      width: columns.name.count, style: style)
    put(member.person.mention, columns.handle, .rowHandle)
    if let failure = page.failures[member.person.did] {
      put(failure.fault.message, columns.role.lowerBound..<columns.width, .rowFailed)
      return
    }
    put(isGone ? "left" : member.role.text, columns.role, .row)
    put(member.addedByText, columns.addedBy, .rowDim)
    put(notes, columns.notes, .rowBadge)
  }

  private var sign: (text: String, style: Style) {
    if page.failures[member.person.did] != nil { return ("✗", .rowFailed) }
    return page.marks.contains(member.id) ? ("✓", .rowMarked) : (" ", .row)
  }

  private var notes: String {
    let note = state.memories[member.person.did]?.note.map { "\"\($0)\"" }
    let relation = member.person.relationText
    return ([note, relation.isEmpty ? nil : relation].compactMap { $0 } + member.person.labels)
      .joined(separator: ", ")
  }
}
