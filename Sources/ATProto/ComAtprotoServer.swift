/// `com.atproto.server.*`
public enum ComAtprotoServer {
  /// What `createSession` and `refreshSession` answer. Prints without its tokens.
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
