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
    discussion: """
      Nothing is sent anywhere, and no account is needed. With --serve the service runs without a \
      console and says how to sign in to it, so that every command can be tried on made-up people.
      """)

  @Option(help: ArgumentHelp("How many groups the account owns (1–100).", valueName: "n"))
  var groups = 6

  @Option(help: ArgumentHelp("How many people wait in them (0–100000).", valueName: "n"))
  var requests = 300

  @Option(
    help: ArgumentHelp("How many more ask to join (0–6000).", valueName: "per-minute"))
  var rate = 0.0

  @Option(help: ArgumentHelp("How long the service takes to answer (0–10000).", valueName: "ms"))
  var latency = 0

  @Flag(help: "Run the service alone, and say how to sign in to it.")
  var serve = false

  @OptionGroup var options: ConsoleOptions

  func validate() throws {
    if serve, options.theme != nil || options.ascii || options.readOnly {
      throw ValidationError("--serve opens no console: leave --theme, --ascii and --read-only out.")
    }
    try check(groups, in: 1...100, of: "--groups")
    try check(requests, in: 0...100_000, of: "--requests")
    try check(rate, in: 0...6_000, of: "--rate")
    try check(latency, in: 0...10_000, of: "--latency")
  }

  func run() throws {
    let world = WorldOptions(groups: groups, requests: requests, ratePerMinute: rate)
    let demo = try DemoService(
      world: world, latency: .milliseconds(latency), options: options.global)
    if serve { return try serve(demo) }
    var setup = try ConsoleSetup(options, paths: .ofEnvironment())
    setup.settings.forgets = true
    let account = ConsoleAccount(handle: DemoService.handle, connect: demo.service)
    let status = Result { try ConsoleApp(setup).run(account) }
    try runBlocking { await demo.end() }
    throw ExitCode(try status.get())
  }

  /// Keeps the service up until a signal stops it.
  private func serve(_ demo: DemoService) throws {
    let result = Result {
      try runBlocking {
        try await Interruption.cancelling {
          try StandardStream.output.write(try await demo.invitation())
          try? await Task.sleep(for: .seconds(Int32.max))
        }
      }
    }
    try runBlocking { await demo.end() }
    if let code = try result.get().exitCode { throw code }
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
  private let directory: String
  private let simulator = Mutex<Simulator?>(nil)

  init(world: WorldOptions, latency: Duration, options: GlobalOptions) throws {
    self.world = world
    self.latency = latency
    client = options.client(try options.logger(besideScreen: true))
    directory =
      FileManager.default.temporaryDirectory
      .appending(path: "skydoor-demo-\(UUID().uuidString)").path
  }

  /// Starts the service, unless an earlier call has, and signs in on it.
  func service(
    notice: @escaping @Sendable (ServiceNotice) -> Void
  ) async throws(Fault) -> GroupService {
    let (simulator, url) = try await started()
    let accounts = Accounts(store: SessionStore(directory: directory), client: client)
    let session = try await accounts.signIn(
      identifier: simulator.owner.handle, password: simulator.owner.password, service: url)
    return GroupService(
      session: session, journal: .success(.inMemory()), upkeep: .meanwhile, retries: .patient,
      notice: notice)
  }

  /// How to sign in to the service, without touching the accounts that are signed in already.
  func invitation() async throws(Fault) -> String {
    let (simulator, url) = try await started()
    let (owner, home) = (simulator.owner, directory.shellQuoted)
    return """
      A chat service with made-up people is up at \(url). Nothing leaves this machine.
      In another terminal, sign in to it:

          export XDG_STATE_HOME=\(home)/state XDG_CACHE_HOME=\(home)/cache
          echo \(owner.password.shellQuoted) | skydoor login \(owner.handle) --service \(url) --password-stdin

      Then try any command there, such as:

          skydoor groups
          skydoor requests --sort age --limit 10
          skydoor

      ^C ends the service here, and removes what the commands have written there.

      """
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
    try? FileManager.default.removeItem(atPath: directory)
  }
}
