extension ChatBskyConvo {
  /// What has happened to the account's convos since the last look: `chat.bsky.convo.getLog`.
  public struct GetLog: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var logs: [LogEvent]
      /// Asks for what comes after these.
      public var cursor: String?

      private enum CodingKeys: String, CodingKey {
        case logs, cursor
      }

      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        logs = try container.decode([LogEvent].self, forKey: .logs)
        cursor = try container.cursor(.cursor)
      }
    }

    public static var nsid: NSID { "chat.bsky.convo.getLog" }
    public static var proxy: ServiceProxy? { .blueskyChat }
    public static var showsProfiles: Bool { true }
    /// Nil for what happens from now on.
    public var cursor: String?

    public init(cursor: String? = nil) {
      self.cursor = cursor
    }

    public var parameters: [(name: String, value: String)] {
      cursor.map { [("cursor", $0)] } ?? []
    }
  }
}
