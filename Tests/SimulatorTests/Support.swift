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
