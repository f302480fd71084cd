import ATProto
import ArgumentParser
import Foundation
import Moderation
import Simulator
import Synchronization

/// The console on a made-up world: nothing leaves this machine.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Try the console on an embedded chat service.",
    discussion: "Nothing is sent anywhere, and no account is needed.")

  @Option(help: ArgumentHelp("How many groups the account owns (1–100).", valueName: "n"))
  var groups = 6

  @Option(help: ArgumentHelp("How many people wait in them (0–100000).", valueName: "n"))
  var requests = 300

  @Option(
    help: ArgumentHelp("How many more ask to join (0–6000).", valueName: "per-minute"))
  var rate = 0.0

  @Option(help: ArgumentHelp("How long the service takes to answer (0–10000).", valueName: "ms"))
  var latency = 0

  @OptionGroup var options: ConsoleOptions

  func validate() throws {
    try check(groups, in: 1...100, of: "--groups")
    try check(requests, in: 0...100_000, of: "--requests")
    try check(rate, in: 0...6_000, of: "--rate")
    try check(latency, in: 0...10_000, of: "--latency")
  }

  func run() throws {
    var setup = try ConsoleSetup(options, paths: .ofEnvironment())
    setup.settings.forgets = true
    let world = WorldOptions(groups: groups, requests: requests, ratePerMinute: rate)
    let demo = try DemoService(
      world: world, latency: .milliseconds(latency), options: options.global)
    let account = ConsoleAccount(handle: DemoService.handle, connect: demo.service)
    let status = Result { try ConsoleApp(setup).run(account) }
    try runBlocking { await demo.end() }
    throw ExitCode(try status.get())
  }

  private func check<Value: Comparable>(
    _ value: Value, in range: ClosedRange<Value>, of option: String
  ) throws {
    guard !range.contains(value) else { return }
    throw ValidationError("\(option) takes \(range.lowerBound) to \(range.upperBound).")
  }
}

/// The embedded service behind `skydoor demo`, and the session on it. Both leave no trace.
final class DemoService: Sendable {
  static let handle = "demo"

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
