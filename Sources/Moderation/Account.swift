import ATProto

/// An account signed in on this machine.
public struct Account: Hashable, Sendable {
  /// What the account is called for ever.
  public var did: DID
  /// What it was called when its session was last saved.
  public var handle: Handle
  /// Where the account is kept, and where its calls go.
  public var host: ServiceURL
  /// Commands use it when no account is named.
  public var isDefault: Bool

  /// An account as it is described.
  public init(did: DID, handle: Handle, host: ServiceURL, isDefault: Bool = false) {
    self.did = did
    self.handle = handle
    self.host = host
    self.isDefault = isDefault
  }

  init(_ session: SavedSession, isDefault: Bool) {
    self.init(
      did: session.did, handle: session.handle, host: session.host, isDefault: isDefault)
  }
}
