import ATProto
import Foundation

extension Person {
  init(_ profile: ChatBskyActor.ProfileViewBasic, now: Date) {
    let viewer = profile.viewer
    self.init(
      did: profile.did, handle: profile.handle, displayName: profile.displayName ?? "",
      createdAt: profile.createdAt, labels: profile.labels.valuesInForce(at: now),
      following: viewer?.following != nil, followedBy: viewer?.followedBy != nil,
      blocking: viewer?.blocking != nil, muted: viewer?.muted ?? false,
      verified: profile.verification?.verifiedStatus == "valid", hasAvatar: profile.avatar != nil,
      knownFollowers: viewer?.knownFollowersCount)
  }
}
