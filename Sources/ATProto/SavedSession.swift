/// What the session file holds. Prints without its tokens.
public struct SavedSession: Codable, Hashable, Sendable {
  public var did: DID
  public var handle: Handle
  /// The account host, which every call goes to.
  public var host: ServiceURL
  public var accessToken: String
  public var refreshToken: String

  public init(
    did: DID, handle: Handle, host: ServiceURL, accessToken: String, refreshToken: String
  ) {
    self.did = did
    self.handle = handle
    self.host = host
    self.accessToken = accessToken
    self.refreshToken = refreshToken
  }

  func hasSameTokens(as other: SavedSession) -> Bool {
    accessToken == other.accessToken && refreshToken == other.refreshToken
  }
}

extension SavedSession: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(handle) (\(did)) on \(host)" }
  public var customMirror: Mirror {
    Mirror(self, children: ["did": did, "handle": handle, "host": host])
  }
}
