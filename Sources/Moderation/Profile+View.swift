import ATProto
import Foundation

extension Profile {
  init(_ view: AppBskyActor.ProfileViewDetailed, now: Date) {
    let viewer = view.viewer
    self.init(
      did: view.did, followers: view.followersCount, follows: view.followsCount,
      posts: view.postsCount, bio: view.description ?? "",
      knownFollowers: viewer?.knownFollowersCount, labels: view.labels.valuesInForce(at: now),
      following: viewer?.following != nil, followedBy: viewer?.followedBy != nil,
      blocking: viewer?.blocking != nil, muted: viewer?.muted ?? false,
      verified: view.verification?.verifiedStatus == "valid", readAt: now)
  }
}
