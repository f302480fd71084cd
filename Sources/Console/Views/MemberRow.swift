import Canvas
import Moderation

/// The columns of a group's members.
enum MemberColumn: ListColumn {
  case name, handle, role, addedBy, notes

  var title: String {
    switch self {
    case .name: "NAME"
    case .handle: "HANDLE"
    case .role: "ROLE"
    case .addedBy: "ADDED BY"
    case .notes: "NOTES"
    }
  }

  var extent: ListColumnExtent {
    switch self {
    case .name: .fitted(least: 8, ample: 16, most: 32)
    case .handle: .fitted(least: 14, ample: 31, most: 48)
    case .role: .fitted(least: 6, ample: 12, most: 12)
    case .addedBy: .fitted(least: 12, ample: 31, most: 48)
    case .notes: .rest(least: 10)
    }
  }

  var isIdentity: Bool { [.name, .handle].contains(self) }
  static let growing: [MemberColumn] = [.handle, .name, .role, .addedBy]
  static let dispensable: [MemberColumn] = [.notes, .addedBy, .name, .role]
}

/// A member of a group, as a row of the list.
struct MemberRow: ListRow {
  let state: State
  let page: GroupPage
  let member: GroupMember
  let selection: ListSelection?

  var isGone: Bool { page.gone == member.person.did }

  var failure: String? { page.failures[member.person.did]?.fault.message }

  var sign: (text: String, style: Style)? {
    if failure != nil { return ("✗", .rowFailed) }
    return page.list.marks.contains(member.id) ? ("✓", .rowMarked) : nil
  }

  func content(of column: MemberColumn) -> (text: String, style: Style) {
    switch column {
    case .name: (member.person.displayName, .row)
    case .handle: (member.person.mention, .rowHandle)
    case .role: (isGone ? "left" : member.role.text, .row)
    case .addedBy: (member.addedByText, .rowDim)
    case .notes: (notes, .rowBadge)
    }
  }

  private var notes: String {
    let note = state.people.memories[member.person.did]?.note.map { "\"\($0)\"" }
    let relation = member.person.relationText
    return
      ([note, relation.isEmpty ? nil : relation].compactMap { $0 } + member.person.tellingLabels)
      .joined(separator: ", ")
  }
}
