import Foundation

/// `com.atproto.server.*`
public enum ComAtprotoServer {
  /// The output of `com.atproto.server.createSession` and `refreshSession`. Prints without its
  /// tokens.
  public struct SessionOutput: Decodable, Sendable, CustomStringConvertible, CustomReflectable {
    /// Good for minutes to hours; goes with every call.
    public var accessJwt: String
    /// Good for weeks; only `refreshSession` and `deleteSession` take it.
    public var refreshJwt: String
    public var handle: Handle
    public var did: DID
    public var didDoc: DIDDocument?

    private enum CodingKeys: String, CodingKey {
      case accessJwt, refreshJwt, handle, did, didDoc
    }

    /// - Throws: `DecodingError` also for a token that can't travel in a header.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      accessJwt = try container.decodeToken(.accessJwt)
      refreshJwt = try container.decodeToken(.refreshJwt)
      handle = container.handle(.handle)
      did = try container.decode(DID.self, forKey: .did)
      didDoc = container.optional(.didDoc)
    }

    public var description: String { "the session of \(did)" }
    public var customMirror: Mirror { Mirror(self, children: ["did": did, "handle": handle]) }
  }

  /// Signs in: `com.atproto.server.createSession`. Prints without its password.
  public struct CreateSession: XRPCProcedure, CustomStringConvertible, CustomReflectable {
    public typealias Output = SessionOutput
    public static var nsid: NSID { "com.atproto.server.createSession" }
    /// A handle, a DID, or whatever else the host takes.
    public var identifier: String
    public var password: String
    /// The code that the host has mailed.
    public var authFactorToken: String?

    public init(identifier: String, password: String, authFactorToken: String? = nil) {
      self.identifier = identifier
      self.password = password
      self.authFactorToken = authFactorToken
    }

    public var description: String { "the sign-in of \(identifier)" }
    public var customMirror: Mirror { Mirror(self, children: ["identifier": identifier]) }
  }

  /// Exchanges the refresh token, which goes with the call, for a new pair of tokens:
  /// `com.atproto.server.refreshSession`.
  public struct RefreshSession: XRPCProcedure {
    public typealias Output = SessionOutput
    public static var nsid: NSID { "com.atproto.server.refreshSession" }
    public static var hasInput: Bool { false }

    public init() {}
  }

  /// Ends the session whose refresh token goes with the call: `com.atproto.server.deleteSession`.
  public struct DeleteSession: XRPCProcedure {
    public typealias Output = EmptyOutput
    public static var nsid: NSID { "com.atproto.server.deleteSession" }
    public static var hasInput: Bool { false }

    public init() {}
  }
}

extension KeyedDecodingContainer {
  fileprivate func decodeToken(_ key: Key) throws -> String {
    let token = try decode(String.self, forKey: key)
    guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: self, debugDescription: "This is not a token.")
    }
    return token
  }
}

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

/// `com.atproto.identity.*`
public enum ComAtprotoIdentity {
  /// The DID that a handle leads to, not verified from the other side:
  /// `com.atproto.identity.resolveHandle`.
  public struct ResolveHandle: XRPCQuery {
    public struct Output: Decodable, Sendable {
      public var did: DID
    }

    public static var nsid: NSID { "com.atproto.identity.resolveHandle" }
    public var handle: Handle

    public init(handle: Handle) {
      self.handle = handle
    }

    public var parameters: [(name: String, value: String)] { [("handle", handle.description)] }
  }
}

/// `com.atproto.label.*`
public enum ComAtprotoLabel {
  /// A label on an account or a record: `com.atproto.label.defs#label`.
  public struct Label: Decodable, Sendable, Equatable {
    /// The DID of the account that set it.
    public var src: String?
    /// Its value: `spam`, `!warn`.
    public var val: String
    /// It takes back an earlier label of the same value.
    public var neg: Bool?
    /// When it stops applying.
    public var exp: Date?

    private enum CodingKeys: String, CodingKey {
      case src, val, neg, exp
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      src = container.optional(.src)
      val = try container.decode(String.self, forKey: .val)
      neg = container.optional(.neg)
      exp = container.date(.exp)
    }
  }
}
