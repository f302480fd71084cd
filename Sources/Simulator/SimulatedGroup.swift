/// A group of the simulated world, as it was when it was asked for.
public struct SimulatedGroup: Sendable {
  /// `chat.bsky.convo.defs#convoLockStatus`
  public enum Lock: String, Sendable {
    case unlocked
    case locked
    case lockedPermanently = "locked-permanently"
  }

  /// The convo's id.
  public let id: String
  public let name: String
  /// Whether the signed-in account (``Simulator/owner``) owns it.
  public let isOwned: Bool
  public let memberCount: Int
  public let memberLimit: Int
  public let lock: Lock
  /// Nil where it has none.
  public let link: SimulatedLink?
  /// DIDs of the people waiting, in the order that listJoinRequests gives them (newest first).
  public let waiting: [String]
  /// DIDs of the members, the owner first.
  public let members: [String]
}
