import Canvas
import Moderation

/// The columns of the request list.
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

  var title: String {
    switch self {
    case .name: "NAME"
    case .handle: "HANDLE"
    case .group: "GROUP"
    case .waited: "WAITED"
    case .age: "AGE"
    case .followers: "FOLLOWERS"
    case .relation: "RELATION"
    case .notes: "NOTES"
    }
  }

  var extent: ListColumnExtent {
    switch self {
    case .name: .fitted(least: 6, ample: 16, most: 32)
    case .handle: .fitted(least: 12, ample: 31, most: 48)
    case .group: .fitted(least: 8, ample: 24, most: 32)
    case .waited: .fixed(6)
    case .age: .fixed(3)
    case .followers: .fixed(9)
    // The longest of the words for it.
    case .relation: .fixed(11)
    // The same, where it stands here.
    case .notes: .rest(least: 11)
    }
  }

  var isIdentity: Bool { [.name, .handle, .group].contains(self) }
  var placeholder: String { [.waited, .age].contains(self) ? "?" : "" }
  static let growing: [RequestColumn] = [.handle, .name, .group]
  static let dispensable: [RequestColumn] = [
    .relation, .followers, .age, .notes, .group, .name, .waited,
  ]
}

/// One person waiting, as a row of the list.
struct RequestRow: ListRow {
  let state: State
  let request: JoinRequest
  let selection: ListSelection?
  /// The relation has a column of its own, so that the notes need not say it.
  let hasRelation: Bool

  var isGone: Bool { state.departure(of: request.id) != nil }

  var failure: String? { state.failure(of: request.id)?.fault.message }

  var sign: (text: String, style: Style)? {
    if failure != nil { return ("✗", .rowFailed) }
    if state.requests.list.marks.contains(request.id) { return ("✓", .rowMarked) }
    let isFresh = state.requests[request.group]?.fresh.contains(request.person.did) ?? false
    return isFresh ? ("●", .rowNew) : nil
  }

  func content(of column: RequestColumn) -> (text: String, style: Style) {
    let person = request.person
    return switch column {
    case .name: (person.displayName, .row)
    case .handle: (person.mention, .rowHandle)
    case .group: (state.groups[request.group]?.name ?? "", .row)
    case .waited: (request.requestedAt.map { Age(from: $0, to: state.now).short } ?? "", .row)
    case .age: (person.createdAt.map { Age(from: $0, to: state.now).short } ?? "", .row)
    case .followers: (state.people.profiles[person.did]?.followers?.compact ?? "", .row)
    case .relation: (person.relationText, .rowDim)
    case .notes: notes
    }
  }

  /// What matters most first, as the column may be narrow.
  private var notes: (text: String, style: Style) {
    if let departure = state.departure(of: request.id) {
      return (departure.cause.text, .rowGone)
    }
    var badges: [String] = []
    if let asked = state.people.memories.asked(request), asked > 1 {
      badges.append("asked \(asked)x")
    }
    if let note = state.people.memories[request.person.did]?.note { badges.append("\"\(note)\"") }
    if let suggestion = state.suggestion(for: request) { badges.append(suggestion.badge) }
    if let (cluster, name) = state.people.bursts.cluster(of: request.id) {
      badges.append("burst \(name) (\(cluster.members.count))")
    }
    var notes = request.person.tellingLabels
    let relation = request.person.relationText
    if !hasRelation, !relation.isEmpty { notes.insert(relation, at: 0) }
    return ((badges + notes).joined(separator: ", "), badges.isEmpty ? .rowDim : .rowBadge)
  }
}
