/// `com.atproto.repo.*`
public enum ComAtprotoRepo {
  /// Adds a record to the account's repository: `com.atproto.repo.createRecord`. Its output (`uri`,
  /// `cid`) is not used: the key is chosen here, so that a host that is called twice can't keep two
  /// records.
  public struct CreateRecord<Record: RepoRecord>: XRPCProcedure {
    public typealias Output = Acknowledgement
    public static var nsid: NSID { "com.atproto.repo.createRecord" }
    /// Whose repository it is: the account's own.
    public var repo: DID
    public var rkey: TID
    public var record: Record

    private enum CodingKeys: String, CodingKey {
      case repo, collection, rkey, record
    }

    public init(repo: DID, rkey: TID, record: Record) {
      self.repo = repo
      self.rkey = rkey
      self.record = record
    }

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(repo, forKey: .repo)
      try container.encode(Record.nsid.description, forKey: .collection)
      try container.encode(rkey.description, forKey: .rkey)
      try container.encode(record, forKey: .record)
    }
  }

  /// One record of a repository: `com.atproto.repo.getRecord`. A key that no record has is answered
  /// with `RecordNotFound`.
  public struct GetRecord<Record: Decodable & RepoRecord>: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var value: Record
    }

    public static var nsid: NSID { "com.atproto.repo.getRecord" }
    /// Whose repository it is.
    public var repo: DID
    public var rkey: String

    public init(repo: DID, rkey: String) {
      self.repo = repo
      self.rkey = rkey
    }

    public var parameters: [(name: String, value: String)] {
      [
        ("repo", repo.description), ("collection", Record.nsid.description),
        ("rkey", rkey),
      ]
    }
  }
}
