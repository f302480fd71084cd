/// `chat.bsky.group.defs#joinLinkView`
struct JoinLink {
  enum Rule: String, CaseIterable {
    case anyone
    case followedByOwner
  }

  let code: String
  var isEnabled = true
  var requiresApproval: Bool
  var rule: Rule
  let createdAt: Milliseconds

  static let rules = Set(Rule.allCases.map(\.rawValue))
}
