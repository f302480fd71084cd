import Console
import Moderation

extension Group {
  /// How many wait, for people: `20+` where the service counts no further.
  var pendingText: String { WaitingCount(pending, isCapped: pendingIsCapped).description }
}
