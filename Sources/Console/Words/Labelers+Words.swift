import Moderation

extension Labelers {
  /// Why not all labels are there that should be, or some that should not; nil where nothing is amiss.
  public var trouble: String? {
    guard let fault else { return nil }
    return readAt == nil
      ? "Your labelers could not be read, so that only Bluesky's own labels count: \(fault.message)"
      : "Your labelers could not be read again, so that those you had before count: \(fault.message)"
  }
}
