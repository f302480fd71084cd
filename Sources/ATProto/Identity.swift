/// An account, verified in both directions: the handle leads to the DID, and the DID's document
/// claims the handle and names the host.
public struct Identity: Hashable, Sendable {
  public var did: DID
  public var handle: Handle
  public var host: ServiceURL

  public init(did: DID, handle: Handle, host: ServiceURL) {
    self.did = did
    self.handle = handle
    self.host = host
  }
}
