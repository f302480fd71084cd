import ATProto
import Foundation
import PseudoTerminal
import Simulator
import Subprocess
import Testing

/// skydoor as a process: the built program, in a home of its own, against a service of its own.
struct CommandLineFixture: Sendable {
  let simulator: Simulator
  /// An empty directory to be at home in.
  let home: String

  /// Runs `body` with nobody signed in, and clears up after it.
  static func signedOut(
    _ world: WorldOptions = WorldOptions(groups: 2, requests: 0), latency: Duration = .zero,
    _ body: (CommandLineFixture) async throws -> Void
  ) async throws {
    let home = FileManager.default.temporaryDirectory
      .appending(path: "skydoor-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let simulator = try await Simulator.start(world, latency: latency)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(CommandLineFixture(simulator: simulator, home: home)))
    } catch {
      result = .failure(error)
    }
    await simulator.stop()
    try? FileManager.default.removeItem(atPath: home)
    try result.get()
  }

  /// Runs `body` with the owner of the groups signed in.
  static func signedIn(
    _ world: WorldOptions = WorldOptions(groups: 2, requests: 0), latency: Duration = .zero,
    _ body: (CommandLineFixture) async throws -> Void
  ) async throws {
    try await signedOut(world, latency: latency) { fixture in
      try await fixture.saveSession()
      try await body(fixture)
    }
  }

  /// Signs the owner in without the program: most tests are not about that, and a start of the
  /// program takes longer than what they try.
  private func saveSession() async throws {
    let client = XRPCClient()
    let result: Result<Void, any Error>
    do {
      _ = try await ATProto.Session.signIn(
        identifier: simulator.owner.handle, password: simulator.owner.password,
        host: try ServiceURL(simulator.url), client: client,
        store: SessionStore(directory: sessions))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await client.shutdown()
    try result.get()
  }

  func signIn(
    password: String? = nil, _ options: String..., environment: [String: String] = [:]
  ) async throws -> Ending {
    let arguments = [
      "login", simulator.owner.handle, "--service", simulator.url, "--password-stdin",
    ]
    return try await run(
      arguments + options, input: (password ?? simulator.owner.password) + "\n",
      environment: environment)
  }

  /// Runs the program to its end.
  /// - Parameter input: only for a command that reads all of it: Subprocess traps when the reader
  ///   goes away first.
  func run(_ arguments: String..., input: String = "") async throws -> Ending {
    try await run(arguments, input: input)
  }

  func run(
    _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) async throws -> Ending {
    try await run(try Self.program, arguments, input: input, environment: environment)
  }

  /// Runs a script in which `$0` is the program.
  func shell(_ script: String) async throws -> Ending {
    try await run("/bin/bash", ["-c", script, try Self.program], input: "", environment: [:])
  }

  private func run(
    _ program: String, _ arguments: [String], input: String, environment extra: [String: String]
  ) async throws -> Ending {
    let variables = environment(extra).compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    let result = try await Subprocess.run(
      .path(.init(program)), arguments: Arguments(arguments),
      environment: .custom(Dictionary(uniqueKeysWithValues: variables)), input: .string(input),
      output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
    return Ending(
      termination: result.terminationStatus, output: result.standardOutput,
      errors: result.standardError)
  }

  /// Starts the program for somebody at a terminal.
  func atTerminal(_ arguments: String...) throws -> PseudoTerminal {
    try PseudoTerminal(
      Self.program, arguments, environment: environment(["LANG": "C.UTF-8"]))
  }

  /// Starts a script at a terminal, in which `$0` is the program.
  func shellAtTerminal(_ script: String) throws -> PseudoTerminal {
    try PseudoTerminal(
      "/bin/bash", ["-c", script, Self.program], environment: environment(["LANG": "C.UTF-8"]))
  }

  /// Starts the program in a shell as it is at a prompt, which says when the program is stopped, reads
  /// a line, and takes the program to the foreground again.
  func underJobControl(_ arguments: String = "") throws -> PseudoTerminal {
    try shellAtTerminal(
      """
      set -m; "$0" \(arguments); echo stopped; read -r line; echo "shell got <$line>"
      read -r line; fg >/dev/null; echo "left with $?"
      """)
  }

  /// What cron would give: a home, and no locale.
  func environment(_ extra: [String: String]) -> [String: String] {
    var environment = ["HOME": home, "PATH": "/usr/bin:/bin"]
    // A program that is killed is gone, as it is where there is no toolchain: no debugger asks.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    // The Swift runtime, and coverage where it is measured.
    for name in ["LD_LIBRARY_PATH", "LLVM_PROFILE_FILE"] {
      environment[name] = ProcessInfo.processInfo.environment[name]
    }
    return environment.merging(extra) { $1 }
  }

  /// The built program lies beside the one that runs the tests.
  static var program: String {
    get throws {
      let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: runner).deletingLastPathComponent().appending(path: "skydoor").path
    }
  }

  /// Where the session of the owner is kept.
  var sessions: String { home + "/.local/state/skydoor/sessions" }

  /// Writes the configuration.
  func configure(_ toml: String) throws {
    let directory = home + "/.config/skydoor"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    try Data(toml.utf8).write(to: URL(filePath: directory + "/config.toml"))
  }

  /// The calls of a method so far.
  func calls(_ nsid: String) -> [RecordedCall] {
    simulator.calls.filter { $0.nsid == nsid }
  }

  /// A group of the owner's, by its place in the list.
  func group(_ index: Int = 0) throws -> SimulatedGroup {
    let owned = simulator.groups.filter(\.isOwned)
    return try #require(owned.indices.contains(index) ? owned[index] : nil)
  }

  /// Has somebody ask to join the first group.
  /// - Returns: the person's DID.
  func ask(_ handle: String, displayName: String = "") throws -> String {
    try #require(
      simulator.ask(group: try group().id, handle: handle, displayName: displayName))
  }
}
