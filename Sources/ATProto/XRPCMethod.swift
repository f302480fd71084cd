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
