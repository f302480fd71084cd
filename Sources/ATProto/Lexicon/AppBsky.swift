import Foundation

/// `app.bsky.actor.*`
public enum AppBskyActor {
  /// What the signed-in account has to do with another: `app.bsky.actor.defs#viewerState`.
  public struct ViewerState: Decodable, Sendable, Equatable {
    public var muted: Bool?
    /// The list by which it is muted; nil where it is by name.
    public var mutedByList: String?
    /// The record of the block, or the list that ``blockingByList`` names.
    public var blocking: String?
    /// The list by which it is blocked; nil where a record of its own blocks it.
    public var blockingByList: String?
    public var blockedBy: Bool?
    /// The record of the follow.
    public var following: String?
    /// The other account's record of its follow.
    public var followedBy: String?
    /// Followers of that account whom the signed-in one follows (`knownFollowers.count`).
    public var knownFollowersCount: Int?

    private enum CodingKeys: String, CodingKey {
      case muted, mutedByList, blocking, blockingByList, blockedBy, following, followedBy
      case knownFollowers
    }

    /// `app.bsky.graph.defs#listViewBasic`
    private struct List: Decodable {
      let uri: String
    }

    /// `app.bsky.actor.defs#knownFollowers`
    private struct KnownFollowers: Decodable {
      let count: Int

      private enum CodingKeys: String, CodingKey {
        case count
      }

      init(from decoder: any Decoder) throws {
        count = try decoder.container(keyedBy: CodingKeys.self).count(.count)
      }
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      muted = container.optional(.muted)
      mutedByList = container.optional(.mutedByList, as: List.self)?.uri
      blocking = container.optional(.blocking)
      blockingByList = container.optional(.blockingByList, as: List.self)?.uri
      blockedBy = container.optional(.blockedBy)
      following = container.optional(.following)
      followedBy = container.optional(.followedBy)
      knownFollowersCount = container.optional(.knownFollowers, as: KnownFollowers.self)?.count
    }
  }

  /// `app.bsky.actor.defs#verificationState`
  public struct VerificationState: Decodable, Sendable, Equatable {
    /// `valid`, `invalid`, `none`, or newer than this program.
    public var verifiedStatus: String?

    private enum CodingKeys: String, CodingKey {
      case verifiedStatus
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      verifiedStatus = container.optional(.verifiedStatus)
    }
  }

  /// An account with its counts and biography: `app.bsky.actor.defs#profileViewDetailed`.
  public struct ProfileViewDetailed: Decodable, Sendable {
    public var did: DID
    public var handle: Handle
    public var displayName: String?
    public var description: String?
    /// The address of the picture.
    public var avatar: String?
    public var followersCount: Int?
    public var followsCount: Int?
    public var postsCount: Int?
    public var createdAt: Date?
    public var viewer: ViewerState?
    public var labels: [ComAtprotoLabel.Label]
    public var verification: VerificationState?

    private enum CodingKeys: String, CodingKey {
      case did, handle, displayName, description, avatar, followersCount, followsCount, postsCount
      case createdAt, viewer, labels, verification
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      did = try container.decode(DID.self, forKey: .did)
      handle = container.handle(.handle)
      displayName = container.optional(.displayName)
      description = container.optional(.description)
      avatar = container.optional(.avatar)
      followersCount = container.optionalCount(.followersCount)
      followsCount = container.optionalCount(.followsCount)
      postsCount = container.optionalCount(.postsCount)
      createdAt = container.date(.createdAt)
      viewer = container.optional(.viewer)
      labels = container.list(.labels)
      verification = container.optional(.verification)
    }
  }

  /// What the account has set for itself: `app.bsky.actor.getPreferences`.
  public struct GetPreferences: XRPCQuery {
    public struct Output: Decodable, Sendable {
      /// Whose labels the account wants to see, besides those of the app it uses, in its own order
      /// (`app.bsky.actor.defs#labelersPref`). Those whose DID can't be read are left out.
      public var labelers: [DID]

      private enum CodingKeys: String, CodingKey {
        case preferences
      }

      /// - Throws: also where the labelers are there and can't be read: that is not to be taken for
      ///   none.
      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        labelers = try container.decode([Preference].self, forKey: .preferences)
          .flatMap(\.labelers)
      }
    }

    /// One of the union `app.bsky.actor.defs#preferences`; only `#labelersPref` is read.
    private struct Preference: Decodable {
      let labelers: [DID]

      /// `app.bsky.actor.defs#labelerPrefItem`
      private struct Item: Decodable {
        let did: DID
      }

      private enum CodingKeys: String, CodingKey {
        case type = "$type"
        case labelers
      }

      init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: CodingKeys.self),
          container.optional(.type, as: String.self) == "app.bsky.actor.defs#labelersPref"
        else {
          labelers = []
          return
        }
        labelers = try container.decode(LossyArray<Item>.self, forKey: .labelers).map(\.did)
      }
    }

    public static var nsid: NSID { "app.bsky.actor.getPreferences" }

    public init() {}

    public var parameters: [(name: String, value: String)] { [] }
  }

  /// Profiles of up to 25 accounts: `app.bsky.actor.getProfiles`.
  public struct GetProfiles: XRPCQuery {
    public struct Output: Decodable, Sendable {
      /// Those that exist, in no particular order.
      public var profiles: LossyArray<ProfileViewDetailed>

      private enum CodingKeys: String, CodingKey {
        case profiles
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        profiles = try container.decode(LossyArray.self, forKey: .profiles)
      }
    }

    public static var nsid: NSID { "app.bsky.actor.getProfiles" }
    public static var showsProfiles: Bool { true }
    /// How many accounts a call may ask about (`maxLength` of `actors` in the lexicon).
    public static let limit = 25
    /// At most ``limit``.
    public var actors: [DID]

    public init(actors: [DID]) {
      self.actors = actors
    }

    public var parameters: [(name: String, value: String)] {
      actors.map { ("actors", $0.description) }
    }
  }
}

/// `app.bsky.graph.*`
public enum AppBskyGraph {
  /// Neither of the two accounts sees or reaches the other: `app.bsky.graph.block`.
  public struct Block: RepoRecord, Decodable {
    public static var nsid: NSID { "app.bsky.graph.block" }
    /// Who is blocked.
    public var subject: DID
    public var createdAt: Date

    private enum CodingKeys: String, CodingKey {
      case type = "$type"
      case subject, createdAt
    }

    public init(subject: DID, createdAt: Date) {
      self.subject = subject
      self.createdAt = createdAt
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      subject = try container.decode(DID.self, forKey: .subject)
      createdAt = container.date(.createdAt) ?? .distantPast
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(Self.nsid.description, forKey: .type)
      try container.encode(subject, forKey: .subject)
      try container.encode(createdAt.lexiconDatetime, forKey: .createdAt)
    }
  }
}

/// `app.bsky.labeler.*`
public enum AppBskyLabeler {
  /// A labeler: `app.bsky.labeler.defs#labelerView`.
  public struct LabelerView: Decodable, Sendable {
    /// The account that it labels as: `app.bsky.actor.defs#profileView`.
    public struct Creator: Decodable, Sendable {
      public var did: DID
      public var handle: Handle
      public var displayName: String?

      private enum CodingKeys: String, CodingKey {
        case did, handle, displayName
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        did = try container.decode(DID.self, forKey: .did)
        handle = container.handle(.handle)
        displayName = container.optional(.displayName)
      }
    }

    public var creator: Creator
  }

  /// What labelers say of themselves: `app.bsky.labeler.getServices`.
  public struct GetServices: XRPCQuery {
    public struct Output: Decodable, Sendable {
      /// Those that are labelers, in no particular order.
      public var views: [LabelerView]

      private enum CodingKeys: String, CodingKey {
        case views
      }

      public init(from decoder: any Decoder) throws {
        // A labeler that can't be read goes by its DID.
        views = try decoder.container(keyedBy: CodingKeys.self)
          .decode(LossyArray<LabelerView>.self, forKey: .views).elements
      }
    }

    public static var nsid: NSID { "app.bsky.labeler.getServices" }
    public static var showsProfiles: Bool { true }
    public var dids: [DID]

    public init(dids: [DID]) {
      self.dids = dids
    }

    public var parameters: [(name: String, value: String)] { dids.map { ("dids", "\($0)") } }
  }
}
