struct NeverHappened: Error {}

/// Waits for a condition. The deadline is there only so that a broken test ends.
func eventually(_ condition: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(30)
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw NeverHappened() }
    try await Task.sleep(for: .milliseconds(2))
  }
}
