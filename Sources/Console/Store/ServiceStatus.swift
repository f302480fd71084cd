import Foundation
import Moderation

/// How the service does, and how its log is followed.
public struct ServiceStatus: Equatable, Sendable {
  public var connection = Connection.connecting
  public var live = LiveStatus()
  /// Numbers the loads and the batches, so that late answers can be told apart.
  var lastNumber = 0

  public init() {}

  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }
}
/// How the service does, as far as the last calls tell.
public enum Connection: Hashable, Sendable {
  /// Nothing has been answered yet.
  case connecting
  case online
  /// A call has had no answer since the date.
  case waiting(since: Date)
  /// A call failed and is tried again at the date.
  case retrying(at: Date, because: Fault)
  /// The last attempt to load failed for good.
  case offline(Fault)
}
