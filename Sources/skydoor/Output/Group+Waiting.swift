import Console
import Moderation

extension Group {
  /// How many wait: a lower bound where the service counts no further.
  var waiting: WaitingCount { WaitingCount(pending, isCapped: pendingIsCapped) }
}
