import ATProto

extension Profile {
  init(_ view: AppBskyActor.ProfileViewDetailed, _ context: AnswerContext) {
    let viewer = view.viewer
    let (labels, selfLabels) = view.labels.inForce(on: view.did, context)
    self.init(
      did: view.did, handle: view.handle, displayName: view.displayName ?? "",
      hasAvatar: view.avatar != nil, followers: view.followersCount, follows: view.followsCount,
      posts: view.postsCount, bio: view.description ?? "",
      knownFollowers: viewer?.knownFollowersCount, labels: labels, selfLabels: selfLabels,
      following: viewer.isFollowing, followedBy: viewer.isFollowedBy,
      blocking: viewer?.blocking != nil, blockingByList: viewer?.blockingByList != nil,
      blockedBy: viewer?.blockedBy ?? false, muted: viewer?.muted ?? false,
      mutedByList: viewer?.mutedByList != nil,
      verified: view.verification?.verifiedStatus == "valid", readAt: context.at)
  }
}
