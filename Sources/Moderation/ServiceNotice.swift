import Foundation

/// What the service layer tells about a call that is taking its time.
public enum ServiceNotice: Equatable, Sendable {
  /// A call has had no answer for a while (two seconds).
  case waiting(since: Date)
  /// A call failed in a way that may pass, and is tried again at the date given.
  case retrying(at: Date, because: Fault)
  /// A call that was slow or tried again has failed; nothing has been answered since.
  case gaveUp(Fault)
  /// The service has answered again.
  case answering
  /// Whose labels count is known, or has changed; or it could not be read.
  case labelers(Labelers)
  /// The session's new tokens could not be saved: only this process has them.
  case sessionUnsaved(Fault)
}
