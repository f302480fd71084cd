import Foundation
import Simulator

extension Simulator {
  var port: Int { URLComponents(string: url)?.port ?? 0 }
}

/// Runs a test against a simulator of its own, signed in as the owner.
func withSimulator(
  _ options: WorldOptions = WorldOptions(),
  _ body: (Simulator, Caller) async throws -> Void
) async throws {
  let simulator = try await Simulator.start(options)
  do {
    try await body(simulator, try await Caller.owner(of: simulator))
  } catch {
    await simulator.stop()
    throw error
  }
  await simulator.stop()
}

struct NeverHappened: Error {}

/// Waits for a condition; the deadline is only a failsafe.
func eventually(_ condition: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(20)
  while !condition() {
    guard ContinuousClock.now < deadline else { throw NeverHappened() }
    try await Task.sleep(for: .milliseconds(2))
  }
}
