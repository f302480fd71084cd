import ATProto

extension Group {
  /// The service counts the people waiting no further than this.
  private static let pendingCap = 21

  /// Nil unless the convo is a group that `viewer` owns. Only the viewer's own entry among the
  /// members says so: the number of requests is left out when it is zero.
  init?(_ convo: ChatBskyConvo.ConvoView, ownedBy viewer: DID) {
    guard
      case .group(let group) = convo.kind,
      let entry = convo.members.first(where: { $0.did == viewer }),
      case .group(role: "owner", _) = entry.kind
    else { return nil }
    let pending = group.joinRequestCount ?? 0
    self.init(
      id: convo.id, name: group.name, memberCount: group.memberCount,
      memberLimit: group.memberLimit, pending: pending,
      pendingIsCapped: pending >= Self.pendingCap, unread: group.unreadJoinRequestCount ?? 0,
      // A status newer than this program is some kind of lock.
      lock: Lock(rawValue: group.lockStatus) ?? .locked,
      lockIsModeration: group.lockStatusModerationOverride,
      link: group.joinLink.map(JoinLink.init))
  }
}

extension ChatBskyConvo.ConvoView {
  /// It is a group, and what would say whether `viewer` owns it can't be read.
  func hidesOwner(from viewer: DID) -> Bool {
    guard case .group = kind else { return false }
    guard let entry = members.first(where: { $0.did == viewer }) else {
      return members.unreadable > 0
    }
    return switch entry.kind {
    case .group(let role, _): role.isEmpty
    case .unknown(let type): type.isEmpty
    case .direct, .pastGroup, nil: false
    }
  }
}
