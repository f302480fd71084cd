import Foundation
import PseudoTerminal
import Simulator

/// Somebody who is signed in, on a service inside the benchmark, and has looked at the console
/// before: the start on most days has a session and a cache.
struct Account {
  private let simulator: Simulator
  private let home: String

  /// - Parameter requests: how many people wait in the account's one group.
  init(_ program: String, requests: Int) async throws {
    simulator = try await Simulator.start(WorldOptions(groups: 1, requests: requests))
    home =
      FileManager.default.temporaryDirectory
      .appending(path: "skydoor-benchmark-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)

    let owner = simulator.owner
    let login = try start(program, "login", owner.handle, "--service", simulator.url)
    try await login.wait { $0.contains("App password:") }
    login.send(owner.password + "\r")
    _ = try await login.exit()
    let console = try start(program)
    try await console.wait { $0.contains("1 group · \(requests) waiting") }
    console.send("q")
    _ = try await console.exit()
  }

  /// Ends the service and leaves no trace.
  func close() async {
    await simulator.stop()
    try? FileManager.default.removeItem(atPath: home)
  }

  /// What the console is to be started with.
  var environment: [String: String] {
    ["HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
  }

  private func start(_ program: String, _ arguments: String...) throws -> PseudoTerminal {
    try PseudoTerminal(program, arguments, environment: environment, columns: 120, rows: 40)
  }
}
