import ATProto

/// What the log tells of groups: which are not what they were.
struct LoggedGroupChanges {
  /// Where the next look goes on.
  private(set) var cursor: String
  private var changed: Set<Group.ID> = []
  /// Of what is newer than this program nobody knows what it changes.
  private var unknown: Set<Group.ID> = []
  /// The account may own other groups than before.
  private var isUnclear = false

  init(cursor: String) { self.cursor = cursor }

  mutating func take(_ page: ChatBskyConvo.GetLog.Output) {
    cursor = page.cursor ?? cursor
    for event in page.logs { take(event) }
  }

  /// Those to be read again, in their order; nil where all have to be.
  func changed(among groups: [Group]) -> [Group.ID]? {
    let owned = groups.map(\.id)
    guard !isUnclear, unknown.isSubset(of: owned) else { return nil }
    return owned.filter { changed.contains($0) || unknown.contains($0) }
  }

  private mutating func take(_ event: ChatBskyConvo.LogEvent) {
    guard !event.convoId.isEmpty else {
      isUnclear = true
      return
    }
    switch event.kind {
    case .incomingJoinRequest, .withdrawIncomingJoinRequest, .approveJoinRequest,
      .rejectJoinRequest, .readJoinRequests, .addMember, .removeMember, .memberJoin, .memberLeave,
      .lockConvo, .unlockConvo, .lockConvoPermanently, .editGroup, .createJoinLink, .editJoinLink,
      .enableJoinLink, .disableJoinLink:
      changed.insert(event.convoId)
    case .beginConvo, .acceptConvo, .leaveConvo: isUnclear = true
    case .muteConvo, .unmuteConvo, .createMessage, .deleteMessage, .readMessage, .addReaction,
      .removeReaction, .readConvo, .outgoingJoinRequest, .withdrawOutgoingJoinRequest:
      break
    case nil: unknown.insert(event.convoId)
    }
  }
}
