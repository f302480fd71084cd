import Moderation

/// What one key turns over about a group; the same key turns it back.
enum GroupSwitch {
  case link
  case rule
  case approval
  case lock

  /// What turning it over means for a group as it is.
  func change(of group: Group) -> GroupChange {
    switch self {
    case .link:
      switch group.link?.enabled {
      case true?: .disableLink
      case false?: .enableLink
      // Nobody gets in by a new link whom the owner has not seen.
      case nil: .createLink(.anyone, requireApproval: true)
      }
    case .rule: .editLink(rule: group.link?.rule == .followedByOwner ? .anyone : .followedByOwner)
    case .approval: .editLink(requireApproval: group.link?.requireApproval == false)
    case .lock: group.lock == .unlocked ? .lock : .unlock
    }
  }
}
