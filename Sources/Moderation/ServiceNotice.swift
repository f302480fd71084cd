import Foundation

/// What the service layer tells about a call that is taking its time.
public enum ServiceNotice: Equatable, Sendable {
  /// A call has had no answer for a while (two seconds).
  case waiting(since: Date)
  /// A call failed in a way that may pass, and is tried again at the date given.
  case retrying(at: Date, because: Fault)
  /// The service has answered again.
  case answering
  /// The session's new tokens could not be saved: only this process has them.
  case sessionUnsaved(Fault)
}
