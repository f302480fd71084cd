/// Something that happened to a convo, for one member's `chat.bsky.convo.getLog`.
struct LogEvent {
  enum Kind: String {
    case beginConvo = "logBeginConvo"
    case memberJoin = "logMemberJoin"
    case memberLeave = "logMemberLeave"
    case removeMember = "logRemoveMember"
    case leaveConvo = "logLeaveConvo"
    case editGroup = "logEditGroup"
    case lock = "logLockConvo"
    case unlock = "logUnlockConvo"
    case createJoinLink = "logCreateJoinLink"
    case editJoinLink = "logEditJoinLink"
    case enableJoinLink = "logEnableJoinLink"
    case disableJoinLink = "logDisableJoinLink"
    case incomingJoinRequest = "logIncomingJoinRequest"
    case approveJoinRequest = "logApproveJoinRequest"
    case rejectJoinRequest = "logRejectJoinRequest"
    case outgoingJoinRequest = "logOutgoingJoinRequest"
    case withdrawIncomingJoinRequest = "logWithdrawIncomingJoinRequest"
    case withdrawOutgoingJoinRequest = "logWithdrawOutgoingJoinRequest"
    case readJoinRequests = "logReadJoinRequests"
  }

  /// What a group was called, and is called now.
  struct Renaming {
    let old: String
    let new: String
  }

  let rev: TID
  let kind: Kind
  let convoId: String
  /// Whom it is about: the one who asked, joined or acted.
  let person: Int
  /// Who gets to see it.
  let audience: Int
  /// Only of a group that was renamed.
  var renaming: Renaming?
}
