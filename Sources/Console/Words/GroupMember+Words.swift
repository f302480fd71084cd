import Moderation

extension GroupMember {
  /// Who added them, or that they came by the link; empty where the service did not say.
  var addedByText: String {
    if let addedBy { return addedBy.mention }
    return role == .standard ? "by the link" : ""
  }
}

extension GroupMember.Role {
  /// A word for it; one newer than this program as the service calls it.
  var text: String {
    switch self {
    case .owner: "owner"
    case .standard: "member"
    case .other(let name): name
    }
  }
}
