/// Whether the console runs, and how it ends.
public enum Lifecycle: Hashable, Sendable {
  case running
  /// Leaving; what was held is being sent. The signal that asked for it, if one did.
  case quitting(signal: Int32?)
  case finished(signal: Int32?)
}
