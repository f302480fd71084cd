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
  /// What labelers in force say of the account.
  public var labels: [Label]
  /// The labels that the account has put on itself, as values.
  public var selfLabels: [String]
  /// The owner follows this person; nil where it is not known, as the service hides it with a block
  /// between the two.
  public var following: Bool?
  /// This person follows the owner; nil as for ``following``.
  public var followedBy: Bool?
  /// The owner blocks this person, by a record or a list.
  public var blocking: Bool
  /// The block comes from a list.
  public var blockingByList: Bool
  /// This person blocks the owner.
  public var blockedBy: Bool
  /// The owner has muted this person.
  public var muted: Bool
  /// That comes from a list.
  public var mutedByList: Bool
  /// A verifier that the service trusts vouches for the account.
  public var verified: Bool
  /// The account has a picture.
  public var hasAvatar: Bool
  /// Followers of this person whom the owner follows; nil when the service did not say.
  public var knownFollowers: Int?
  /// When the service was asked; nil where that is not known: then anybody knows better.
  public var readAt: Date?

  /// Somebody of whom no more is known than what is given.
  public init(
    did: DID, handle: Handle, displayName: String = "", createdAt: Date? = nil,
    labels: [Label] = [], selfLabels: [String] = [], following: Bool? = false,
    followedBy: Bool? = false, blocking: Bool = false, blockingByList: Bool = false,
    blockedBy: Bool = false, muted: Bool = false, mutedByList: Bool = false,
    verified: Bool = false, hasAvatar: Bool = false, knownFollowers: Int? = nil,
    readAt: Date? = nil
  ) {
    self.did = did
    self.handle = handle
    self.displayName = displayName
    self.createdAt = createdAt
    self.labels = labels
    self.selfLabels = selfLabels
    self.following = following
    self.followedBy = followedBy
    self.blocking = blocking
    self.blockingByList = blockingByList
    self.blockedBy = blockedBy
    self.muted = muted
    self.mutedByList = mutedByList
    self.verified = verified
    self.hasAvatar = hasAvatar
    self.knownFollowers = knownFollowers
    self.readAt = readAt
  }

  /// Reads what a journal holds. Earlier versions wrote less down.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      did: try container.decode(DID.self, forKey: .did),
      handle: try container.decode(Handle.self, forKey: .handle),
      displayName: try container.decode(String.self, forKey: .displayName),
      createdAt: try container.decodeIfPresent(Date.self, forKey: .createdAt),
      labels: try container.decode([Label].self, forKey: .labels),
      selfLabels: try container.decodeIfPresent([String].self, forKey: .selfLabels) ?? [],
      following: try container.decodeIfPresent(Bool.self, forKey: .following),
      followedBy: try container.decodeIfPresent(Bool.self, forKey: .followedBy),
      blocking: try container.decode(Bool.self, forKey: .blocking),
      blockingByList: try container.decodeIfPresent(Bool.self, forKey: .blockingByList) ?? false,
      blockedBy: try container.decodeIfPresent(Bool.self, forKey: .blockedBy) ?? false,
      muted: try container.decode(Bool.self, forKey: .muted),
      mutedByList: try container.decodeIfPresent(Bool.self, forKey: .mutedByList) ?? false,
      verified: try container.decode(Bool.self, forKey: .verified),
      hasAvatar: try container.decode(Bool.self, forKey: .hasAvatar),
      knownFollowers: try container.decodeIfPresent(Int.self, forKey: .knownFollowers),
      readAt: try container.decodeIfPresent(Date.self, forKey: .readAt))
  }

  /// There is a block between this person and the owner, so that the service does not say who
  /// follows whom.
  public var isBehindBlock: Bool { blocking || blockingByList || blockedBy }
}

extension Person {
  /// What to call the person in a sentence: `@handle`, or the DID where the account has no handle of
  /// its own.
  public var mention: String { handle.mention(or: did) }
}

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
