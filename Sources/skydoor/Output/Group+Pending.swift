import Moderation

extension Group {
  /// How many wait, for people: `20+` where the service counts no further.
  var pendingText: String { pendingIsCapped ? "20+" : String(pending) }
}
