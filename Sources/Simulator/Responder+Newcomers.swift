import Foundation

extension Responder {
  /// Lets people ask to join, at irregular times as people do, until the task is cancelled.
  func admitNewcomers(_ perMinute: Double, seed: UInt64) async throws {
    var random = SplitMix64(seed: ~seed)
    while true {
      let wait = -log(1 - random.fraction()) * 60 / perMinute
      try await Task.sleep(for: .seconds(wait))
      state.withLock { $0.world.welcomeNewcomer(&random) }
    }
  }
}
