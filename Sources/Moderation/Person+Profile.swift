import ATProto

extension Person {
  init(_ profile: ChatBskyActor.ProfileViewBasic, _ context: AnswerContext) {
    let viewer = profile.viewer
    let (labels, selfLabels) = profile.labels.inForce(on: profile.did, context)
    self.init(
      did: profile.did, handle: profile.handle, displayName: profile.displayName ?? "",
      createdAt: profile.createdAt, labels: labels, selfLabels: selfLabels,
      following: viewer.isFollowing, followedBy: viewer.isFollowedBy,
      blocking: viewer?.blocking != nil, blockingByList: viewer?.blockingByList != nil,
      blockedBy: viewer?.blockedBy ?? false, muted: viewer?.muted ?? false,
      mutedByList: viewer?.mutedByList != nil,
      verified: profile.verification?.verifiedStatus == "valid", hasAvatar: profile.avatar != nil,
      knownFollowers: viewer?.knownFollowersCount, readAt: context.at)
  }
}

/// What a service leaves out is not so; but with a block between the two accounts it leaves out who
/// follows whom, and without a viewer's state everything.
extension AppBskyActor.ViewerState? {
  var isFollowing: Bool? { self?.following != nil ? true : hidesRelation ? nil : false }
  var isFollowedBy: Bool? { self?.followedBy != nil ? true : hidesRelation ? nil : false }

  private var hidesRelation: Bool {
    guard let self else { return true }
    return self.blocking != nil || self.blockingByList != nil || self.blockedBy == true
  }
}
