import Foundation

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
