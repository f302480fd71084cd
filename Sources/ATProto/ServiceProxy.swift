/// The service that an account host is asked to pass a call on to (`atproto-proxy` header).
/// Source: https://atproto.com/specs/xrpc#service-proxying
public struct ServiceProxy: Hashable, Sendable {
  /// Whose DID document names the service.
  public let did: DID
  /// The service's id in that document, without the `#`.
  public let serviceID: String

  public init(did: DID, serviceID: String) {
    self.did = did
    self.serviceID = serviceID
  }

  /// Bluesky's chat service: `did:web:api.bsky.chat#bsky_chat`.
  public static let blueskyChat: ServiceProxy = {
    guard let did = DID("did:web:api.bsky.chat") else {
      preconditionFailure("A DID by its syntax.")
    }
    return ServiceProxy(did: did, serviceID: "bsky_chat")
  }()

  /// The header's value.
  var headerValue: String { "\(did)#\(serviceID)" }
}
