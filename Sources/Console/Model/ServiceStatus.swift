import Foundation
import Moderation

/// How the service does, and how its log is followed.
struct ServiceStatus: Equatable, Sendable {
  var connection = Connection.connecting
  var live = LiveStatus()
  /// Numbers the loads and the batches, so that late answers can be told apart.
  var lastNumber = 0

  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }
}

/// How the service does, as far as the last calls tell.
enum Connection: Hashable, Sendable {
  case connecting
  case online
  /// A call has had no answer since the date.
  case waiting(since: Date)
  /// A call failed and is tried again at the date.
  case retrying(at: Date, because: Fault)
  /// The last attempt to load failed for good.
  case offline(Fault)
}

/// How the log of the service is being followed.
struct LiveStatus: Equatable, Sendable {
  enum Phase: Equatable, Sendable {
    /// It has not been asked yet where the log is now.
    case starting
    case following
    /// The last look failed; the next one is at the date.
    case broken(Fault, until: Date)
    /// It is no use to look again before the owner has done something about the fault.
    case ended(Fault)
  }

  /// What is being read again after the service could not be reached.
  enum CatchUp: Hashable, Sendable {
    case groups
    case lists
  }

  var phase = Phase.starting
  /// Nil where nothing was missed, or all of it has been read.
  var catchUp: CatchUp?
  /// Where the next look goes on.
  var cursor: String?
  /// When the last look was answered.
  var lookedAt: Date?
  var failures = 0

  /// The longest pause between two looks while the service fails.
  static let longestPause = Duration.seconds(60)

  func pause(every interval: Duration) -> Duration {
    min(max(interval, .seconds(1)) * (1 << min(failures, 10)), max(Self.longestPause, interval))
  }
}
