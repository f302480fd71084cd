import ATProto

/// What the owner does with a whole group.
extension GroupService {
  /// Changes something about a group, with one call where the service answers. Where it does not, a
  /// look decides whether the change was made, and it is sent again only where it was not. What is
  /// so already is done.
  /// - Parameter group: as it was seen last.
  /// - Returns: the group as it is after the change, as far as the answer tells.
  /// - Throws: what ``GroupChange/fault(in:)`` says of a lock that is not the owner's and of a name
  ///   that can't be, without a call; else why the service did not do it. `.unconfirmed` where
  ///   nobody can say.
  public func change(_ group: Group, _ change: GroupChange) async throws(Fault) -> Group {
    switch change {
    case .lock, .unlock: if let fault = group.lockFault { throw fault }
    case .rename(let name): if let fault = Group.nameFault(name) { throw fault }
    case .createLink, .editLink, .enableLink, .disableLink: break
    }
    switch await sender.carryOut(.change(change, of: group, by: caller)) {
    case .done(let group), .moot(let group): return group
    case .failed(let fault): throw fault
    case .unconfirmed(let cause): throw .unconfirmedChange(cause)
    }
  }

  /// The members of a group, the owner among them, 100 a page: `chat.bsky.convo.getConvoMembers`.
  ///
  /// Whom to remove goes to ``record(_:)`` and ``decide(_:settled:)``, as
  /// ``DecisionDraft/init(removing:groupName:profile:note:)``.
  public func members(of group: Group.ID) -> Pages<GroupMember> {
    Pages(membersOf: group, caller: caller)
  }
}
