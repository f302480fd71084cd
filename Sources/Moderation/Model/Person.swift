import ATProto
import Foundation

/// Someone who asks to join, or has joined (`chat.bsky.actor.defs#profileViewBasic`), as the service describes
/// them. Texts are as they came: whoever shows them makes them safe.
@dynamicMemberLookup
public struct Person: Hashable, Sendable {
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
  /// How the two accounts stand to each other. Its members are the person's, too.
  public var relationship: Relationship
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
    labels: [Label] = [], selfLabels: [String] = [],
    relationship: Relationship = Relationship(), verified: Bool = false, hasAvatar: Bool = false,
    knownFollowers: Int? = nil, readAt: Date? = nil
  ) {
    self.did = did
    self.handle = handle
    self.displayName = displayName
    self.createdAt = createdAt
    self.labels = labels
    self.selfLabels = selfLabels
    self.relationship = relationship
    self.verified = verified
    self.hasAvatar = hasAvatar
    self.knownFollowers = knownFollowers
    self.readAt = readAt
  }

  /// ``relationship``, member by member.
  public subscript<Value>(dynamicMember member: WritableKeyPath<Relationship, Value>) -> Value {
    get { relationship[keyPath: member] }
    set { relationship[keyPath: member] = newValue }
  }
}

/// As a journal holds it, the relationship member by member. Earlier versions wrote less down.
extension Person: Codable {
  private enum CodingKeys: String, CodingKey {
    case did, handle, displayName, createdAt, labels, selfLabels, verified, hasAvatar
    case knownFollowers, readAt
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      did: try container.decode(DID.self, forKey: .did),
      handle: try container.decode(Handle.self, forKey: .handle),
      displayName: try container.decode(String.self, forKey: .displayName),
      createdAt: try container.decodeIfPresent(Date.self, forKey: .createdAt),
      labels: try container.decode([Label].self, forKey: .labels),
      selfLabels: try container.decodeIfPresent([String].self, forKey: .selfLabels) ?? [],
      relationship: try Relationship(from: decoder),
      verified: try container.decode(Bool.self, forKey: .verified),
      hasAvatar: try container.decode(Bool.self, forKey: .hasAvatar),
      knownFollowers: try container.decodeIfPresent(Int.self, forKey: .knownFollowers),
      readAt: try container.decodeIfPresent(Date.self, forKey: .readAt))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(did, forKey: .did)
    try container.encode(handle, forKey: .handle)
    try container.encode(displayName, forKey: .displayName)
    try container.encodeIfPresent(createdAt, forKey: .createdAt)
    try container.encode(labels, forKey: .labels)
    try container.encode(selfLabels, forKey: .selfLabels)
    try relationship.encode(to: encoder)
    try container.encode(verified, forKey: .verified)
    try container.encode(hasAvatar, forKey: .hasAvatar)
    try container.encodeIfPresent(knownFollowers, forKey: .knownFollowers)
    try container.encodeIfPresent(readAt, forKey: .readAt)
  }
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
      relationship: Relationship(viewer),
      verified: profile.verification?.verifiedStatus == "valid", hasAvatar: profile.avatar != nil,
      knownFollowers: viewer?.knownFollowersCount, readAt: context.at)
  }
}
