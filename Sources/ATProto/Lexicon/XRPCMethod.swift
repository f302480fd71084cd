/// A method of the protocol: its name, where the host passes it on to, and what it answers.
/// Source: https://atproto.com/specs/xrpc
public protocol XRPCMethod: Sendable {
  associatedtype Output: Decodable & Sendable
  static var nsid: NSID { get }
  /// Where the account host is asked to pass the call on to; nil for none. `.blueskyChat` for every
  /// `chat.bsky.*`.
  static var proxy: ServiceProxy? { get }
  /// Its answer shows profiles. The labels on them are those of the labelers that the call accepts.
  static var showsProfiles: Bool { get }
}

extension XRPCMethod {
  public static var proxy: ServiceProxy? { nil }
  public static var showsProfiles: Bool { false }
}

/// A method that asks: HTTP GET with the parameters in the query string.
public protocol XRPCQuery: XRPCMethod {
  /// In the order in which they are sent. An array is its name repeated.
  var parameters: [(name: String, value: String)] { get }
}

/// A method that does something: HTTP POST with the value itself, encoded as JSON, for its body.
public protocol XRPCProcedure: XRPCMethod, Encodable {
  /// Whether the lexicon gives the method an input. Without one no body is sent.
  static var hasInput: Bool { get }
}

extension XRPCProcedure {
  public static var hasInput: Bool { true }
}

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

/// Whose labels a service is to put on the profiles that it shows, besides those that accounts put on
/// themselves: the header `atproto-accept-labelers`.
/// Source: https://docs.bsky.app/docs/advanced-guides/moderation#labeler-subscriptions
public struct AcceptedLabelers: Hashable, Sendable {
  /// Services take no more of them (see the source above).
  public static let limit = 20

  /// At most ``limit``.
  public let dids: [DID]
  /// Those of them whose takedowns are to be applied, too.
  public let redacting: Set<DID>

  /// Of more than ``limit`` the first.
  public init(_ dids: [DID], redacting: Set<DID> = []) {
    self.dids = Array(dids.prefix(Self.limit))
    self.redacting = redacting
  }

  /// The header's value.
  var headerValue: String {
    dids.map { redacting.contains($0) ? "\($0);redact" : "\($0)" }.joined(separator: ", ")
  }
}

/// An answer of which only the fact counts: a JSON object, whatever is in it. Anything else (a
/// sign-in page of the network in between, a cut body) is not the service's word.
public struct Acknowledgement: Decodable, Sendable {
  private enum CodingKeys: CodingKey {}

  public init(from decoder: any Decoder) throws {
    _ = try decoder.container(keyedBy: CodingKeys.self)
  }
}

/// A 2xx answer whose body does not matter (it may be empty, or anything).
public struct EmptyOutput: Decodable, Sendable {
  public init() {}

  public init(from decoder: any Decoder) {}
}

/// A record as it is kept in an account's repository. It encodes its own `$type`.
/// Source: https://atproto.com/specs/repository
public protocol RepoRecord: Encodable, Sendable {
  /// The collection that it belongs to.
  static var nsid: NSID { get }
}
