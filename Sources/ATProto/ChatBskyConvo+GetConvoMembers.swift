extension ChatBskyConvo {
  /// A page of the members of a convo: `chat.bsky.convo.getConvoMembers`.
  public struct GetConvoMembers: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var members: LossyArray<ChatBskyActor.ProfileViewBasic>
      /// Asks for the next page; nil on the last.
      public var cursor: String?

      private enum CodingKeys: String, CodingKey {
        case members, cursor
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        members = try container.decode(LossyArray.self, forKey: .members)
        cursor = try container.cursor(.cursor)
      }
    }

    public static var nsid: NSID { "chat.bsky.convo.getConvoMembers" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    public var convoId: String
    /// 1 to 100.
    public var limit: Int
    public var cursor: String?

    public init(convoId: String, limit: Int = 100, cursor: String? = nil) {
      self.convoId = convoId
      self.limit = limit
      self.cursor = cursor
    }

    public var parameters: [(name: String, value: String)] {
      var parameters = [(name: "convoId", value: convoId), (name: "limit", value: "\(limit)")]
      if let cursor { parameters.append(("cursor", cursor)) }
      return parameters
    }
  }
}
