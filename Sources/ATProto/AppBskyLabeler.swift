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
