import ATProto
import Foundation
import Moderation
import Simulator
import Synchronization

/// The embedded service behind `skydoor demo`, and the session on it. Both leave no trace.
final class Demo: Sendable {
  static let account = "demo"

  private let world: WorldOptions
  private let latency: Duration
  private let client: XRPCClient
  private let sessions: String
  private let simulator = Mutex<Simulator?>(nil)

  init(world: WorldOptions, latency: Duration, options: GlobalOptions) throws {
    self.world = world
    self.latency = latency
    client = options.client(try options.logger(besideScreen: true))
    sessions =
      FileManager.default.temporaryDirectory
      .appending(path: "skydoor-demo-\(UUID().uuidString)").path
  }

  /// Starts the service, unless an earlier call has, and signs in on it.
  func service(
    notice: @escaping @Sendable (ServiceNotice) -> Void
  ) async throws(Fault) -> GroupService {
    let (simulator, url) = try await started()
    let accounts = Accounts(store: SessionStore(directory: sessions), client: client)
    let session = try await accounts.signIn(
      identifier: simulator.owner.handle, password: simulator.owner.password, service: url)
    return GroupService(
      session: session, journal: .success(.inMemory()), upkeep: .meanwhile, retries: .patient,
      notice: notice)
  }

  private func started() async throws(Fault) -> (Simulator, ServiceURL) {
    do {
      let running = simulator.withLock { $0 }
      let simulator =
        if let running { running } else { try await Simulator.start(world, latency: latency) }
      self.simulator.withLock { $0 = simulator }
      return (simulator, try ServiceURL(simulator.url))
    } catch {
      throw Fault(
        .unreachable, "The embedded service did not start: \(error).",
        cure: "Try again, and check that programs may listen on 127.0.0.1.")
    }
  }

  /// Stops the service and removes the session.
  func end() async {
    await client.shutdown()
    await simulator.withLock { $0 }?.stop()
    try? FileManager.default.removeItem(atPath: sessions)
  }
}
