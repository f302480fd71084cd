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
