import ATProto
import Foundation

/// Someone who asks to join, or has joined (`chat.bsky.actor.defs#profileViewBasic`), as the service describes
/// them. Texts are as they came: whoever shows them makes them safe.
public struct Person: Hashable, Codable, Sendable {
  /// What the account is called for ever.
  public let did: DID
  /// What it is called now; `handle.invalid` where that can't be verified.
  public var handle: Handle
  /// Empty when the person has set none.
  public var displayName: String
  /// When the account was made.
  public var createdAt: Date?
  /// The labels in force, as values (`spam`, `!warn`).
  public var labels: [String]
  /// The owner follows this person.
  public var following: Bool
  /// This person follows the owner.
  public var followedBy: Bool
  /// The owner blocks this person.
  public var blocking: Bool
  /// The owner has muted this person.
  public var muted: Bool
  /// A verifier that the service trusts vouches for the account.
  public var verified: Bool
  /// The account has a picture.
  public var hasAvatar: Bool
  /// Followers of this person whom the owner follows; nil when the service did not say.
  public var knownFollowers: Int?

  /// Somebody of whom no more is known than what is given.
  public init(
    did: DID, handle: Handle, displayName: String = "", createdAt: Date? = nil,
    labels: [String] = [], following: Bool = false, followedBy: Bool = false,
    blocking: Bool = false, muted: Bool = false, verified: Bool = false, hasAvatar: Bool = false,
    knownFollowers: Int? = nil
  ) {
    self.did = did
    self.handle = handle
    self.displayName = displayName
    self.createdAt = createdAt
    self.labels = labels
    self.following = following
    self.followedBy = followedBy
    self.blocking = blocking
    self.muted = muted
    self.verified = verified
    self.hasAvatar = hasAvatar
    self.knownFollowers = knownFollowers
  }
}
