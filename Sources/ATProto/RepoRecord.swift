/// A record as it is kept in an account's repository. It encodes its own `$type`.
/// Source: https://atproto.com/specs/repository
public protocol RepoRecord: Encodable, Sendable {
  /// The collection that it belongs to.
  static var nsid: NSID { get }
}
