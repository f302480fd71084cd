import CTestEnvironment

/// A condition that a test waited for did not come true in time.
public struct NeverHappened: Error, CustomStringConvertible {
  let what: String

  public var description: String { "this did not happen in time: \(what)" }
}

/// Waits until a condition holds.
/// - Parameters:
///   - what: what is waited for, as the error is to name it.
///   - limit: a guard against a hang, generous enough for a busy machine.
/// - Throws: ``NeverHappened``, or what the condition throws.
public func eventually(
  _ what: String = "the condition holds", limit: Duration = .seconds(120),
  isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard ContinuousClock.now < deadline else { throw NeverHappened(what: what) }
    try await Task.sleep(for: .milliseconds(2))
  }
}
