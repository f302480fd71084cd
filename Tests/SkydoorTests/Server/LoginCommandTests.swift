import Foundation
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

/// The console as what a key at a server is good for, over a real SSH connection.
@Suite(.enabled(if: SecureShell.isInstalled, "needs openssh-server and openssh-client"))
struct LoginCommandTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  private func withServer(
    _ world: WorldOptions = WorldOptions(groups: 1, requests: 10),
    _ body: (CommandLineFixture, SecureShell) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(world) { skydoor in
      try skydoor.configure("[console]\nundo_seconds = 0\npoll_seconds = 1\n")
      let program = try CommandLineFixture.program
      try await body(skydoor, try await SecureShell(skydoor, loginCommand: "'\(program)'"))
    }
  }

  @Test func itIsTheConsoleInAWindowOfAnySize() async throws {
    try await withServer { skydoor, server in
      let terminal = try server.connect()
      try await terminal.wait(for: "1 of 10")
      terminal.send("lx")
      try await terminal.wait(for: "Rejected @")
      terminal.resize(columns: 120, rows: 40)
      try await terminal.wait { $0.contains("FOLLOWERS") && $0.lines[38].contains("? help") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
      #expect(skydoor.decisions.count == 1)
    }
  }

  @Test func withoutATerminalItSaysHowToAskForOne() async throws {
    try await withServer { skydoor, server in
      let ending = try await skydoor.shell(server.login("-T"))
      #expect(ending.status == 64)
      #expect(ending.output == "")
      #expect(ending.errors.contains("ssh -t HOST"))
    }
  }

  /// What is on its way when the connection breaks still arrives, and the next console shows it.
  @Test(.timeLimit(.minutes(10))) func aConnectionLostInABatchLosesNothing() async throws {
    // Few enough that a busy machine sends them in the five seconds that a console has to leave.
    let people = 24
    try await withServer(WorldOptions(groups: 1, requests: people)) { skydoor, server in
      skydoor.simulator.inject(InjectedFault(.hold, on: Self.reject, times: nil))
      let first = try server.connect()
      try await first.wait(for: "1 of \(people)")
      first.send("*xy")
      try await eventually("a decision is sent") { !skydoor.calls(Self.reject).isEmpty }
      first.signal(SIGKILL)
      #expect(try await first.exit() == .signalled(SIGKILL))
      #expect(skydoor.calls(Self.reject).count < people)
      skydoor.simulator.clearFaults()

      let second = try server.connect()
      try await second.wait(for: "1 group . 0 waiting")
      second.send("q")
      #expect(try await second.exit() == .exited(0))
      second.expectRestored()
      #expect(Set(skydoor.decisions).count == people)
      #expect(skydoor.decisions.count == people)
      #expect(try await skydoor.history().allSatisfy { $0.outcome == "done" })
    }
  }

  /// Where tmux holds the console, it goes on by itself and is there again after the next login.
  @Test(.enabled(if: access("/usr/bin/tmux", X_OK) == 0, "needs tmux"), .timeLimit(.minutes(10)))
  func inTmuxTheConsoleOutlivesTheConnection() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 48)) { skydoor in
      skydoor.simulator.inject(InjectedFault(.hold, on: Self.reject, times: nil))
      try skydoor.configure("[console]\nundo_seconds = 0\n")
      let tmux = "TMUX_TMPDIR='\(skydoor.home)' tmux -u -f /dev/null"
      let program = try CommandLineFixture.program
      let server = try await SecureShell(
        skydoor, loginCommand: #"\#(tmux) new-session -A -s door \"'\#(program)'\""#)
      let first = try server.connect()
      try await first.wait(for: "48 waiting · 1 of 48")
      first.send("*xy")
      try await eventually("a decision is sent") { !skydoor.calls(Self.reject).isEmpty }
      first.signal(SIGKILL)
      #expect(try await first.exit() == .signalled(SIGKILL))
      #expect(skydoor.calls(Self.reject).count < 48)
      skydoor.simulator.clearFaults()

      let second = try server.connect()
      try await second.wait(for: "Rejected 48 of 48")
      second.resize(columns: 100, rows: 30)
      try await second.wait { $0.lines[27].contains("? help") }
      second.send("q")
      #expect(try await second.exit() == .exited(0))
      second.expectRestored()
      #expect(Set(skydoor.decisions).count == 48)
      // The last session has taken the server with it.
      #expect(try await skydoor.shell("\(tmux) kill-server").status != 0)
    }
  }
}
