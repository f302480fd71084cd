import Foundation

/// Where the layer takes its time from, so that a test need not wait.
struct ServiceClock: Sendable {
  var now: @Sendable () -> Date
  /// Throws `CancellationError` when the task is cancelled.
  var sleep: @Sendable (Duration) async throws -> Void

  static let system = ServiceClock(
    now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
