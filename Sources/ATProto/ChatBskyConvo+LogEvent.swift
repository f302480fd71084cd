extension ChatBskyConvo {
  /// Something that happened to one of the account's convos: one of the union `logs` of
  /// `chat.bsky.convo.getLog`. Reading one never fails, so that a log goes on past whatever is in
  /// it.
  public struct LogEvent: Decodable, Sendable {
    /// What happened; nil where it is newer than this program, or can't be read.
    public var kind: Kind?
    /// Grows with every event; compares as text. Empty where it can't be read.
    public var rev: String
    /// Empty where it can't be read.
    public var convoId: String
    /// Whose request it is about; only in the events of requests.
    public var member: ChatBskyActor.ProfileViewBasic?
    /// Whose membership has ended; only in the events that say so.
    public var formerMember: DID?
    /// Something of it can't be read that every event of its kind has. One that is newer than this
    /// program is not damaged.
    public var isDamaged: Bool

    private enum CodingKeys: String, CodingKey {
      case type = "$type"
      case rev, convoId, member, message
    }

    /// `chat.bsky.convo.defs#systemMessageView` about a member.
    private struct SystemMessage: Decodable {
      struct Content: Decodable {
        struct Person: Decodable { let did: DID }
        let member: Person
      }
      let data: Content
    }

    public init(from decoder: any Decoder) {
      let container = try? decoder.container(keyedBy: CodingKeys.self)
      let type = container?.optional(.type, as: String.self)
      kind = type.flatMap(Kind.init(rawValue:))
      rev = container?.optional(.rev) ?? ""
      convoId = container?.optional(.convoId) ?? ""
      member = container?.optional(.member)
      formerMember =
        kind == .removeMember || kind == .memberLeave
        ? container?.optional(.message, as: SystemMessage.self)?.data.member.did : nil
      isDamaged =
        type == nil || kind != nil && convoId.isEmpty
        || kind?.namesMember == true && member == nil
    }
  }
}

extension ChatBskyConvo.LogEvent {
  /// The members of the union: `#logBeginConvo` and so on of `chat.bsky.convo.defs`.
  public enum Kind: String, Sendable, CaseIterable {
    case beginConvo = "chat.bsky.convo.defs#logBeginConvo"
    case acceptConvo = "chat.bsky.convo.defs#logAcceptConvo"
    case leaveConvo = "chat.bsky.convo.defs#logLeaveConvo"
    case muteConvo = "chat.bsky.convo.defs#logMuteConvo"
    case unmuteConvo = "chat.bsky.convo.defs#logUnmuteConvo"
    case createMessage = "chat.bsky.convo.defs#logCreateMessage"
    case deleteMessage = "chat.bsky.convo.defs#logDeleteMessage"
    case readMessage = "chat.bsky.convo.defs#logReadMessage"
    case addReaction = "chat.bsky.convo.defs#logAddReaction"
    case removeReaction = "chat.bsky.convo.defs#logRemoveReaction"
    case readConvo = "chat.bsky.convo.defs#logReadConvo"
    case addMember = "chat.bsky.convo.defs#logAddMember"
    case removeMember = "chat.bsky.convo.defs#logRemoveMember"
    case memberJoin = "chat.bsky.convo.defs#logMemberJoin"
    case memberLeave = "chat.bsky.convo.defs#logMemberLeave"
    case lockConvo = "chat.bsky.convo.defs#logLockConvo"
    case unlockConvo = "chat.bsky.convo.defs#logUnlockConvo"
    case lockConvoPermanently = "chat.bsky.convo.defs#logLockConvoPermanently"
    case editGroup = "chat.bsky.convo.defs#logEditGroup"
    case createJoinLink = "chat.bsky.convo.defs#logCreateJoinLink"
    case editJoinLink = "chat.bsky.convo.defs#logEditJoinLink"
    case enableJoinLink = "chat.bsky.convo.defs#logEnableJoinLink"
    case disableJoinLink = "chat.bsky.convo.defs#logDisableJoinLink"
    case incomingJoinRequest = "chat.bsky.convo.defs#logIncomingJoinRequest"
    case approveJoinRequest = "chat.bsky.convo.defs#logApproveJoinRequest"
    case rejectJoinRequest = "chat.bsky.convo.defs#logRejectJoinRequest"
    case outgoingJoinRequest = "chat.bsky.convo.defs#logOutgoingJoinRequest"
    case withdrawIncomingJoinRequest = "chat.bsky.convo.defs#logWithdrawIncomingJoinRequest"
    case withdrawOutgoingJoinRequest = "chat.bsky.convo.defs#logWithdrawOutgoingJoinRequest"
    case readJoinRequests = "chat.bsky.convo.defs#logReadJoinRequests"

    /// It is about the request of somebody.
    fileprivate var namesMember: Bool {
      switch self {
      case .incomingJoinRequest, .approveJoinRequest, .rejectJoinRequest,
        .withdrawIncomingJoinRequest:
        true
      case .beginConvo, .acceptConvo, .leaveConvo, .muteConvo, .unmuteConvo, .createMessage,
        .deleteMessage, .readMessage, .addReaction, .removeReaction, .readConvo, .addMember,
        .removeMember, .memberJoin, .memberLeave, .lockConvo, .unlockConvo, .lockConvoPermanently,
        .editGroup, .createJoinLink, .editJoinLink, .enableJoinLink, .disableJoinLink,
        .outgoingJoinRequest, .withdrawOutgoingJoinRequest, .readJoinRequests:
        false
      }
    }
  }
}
