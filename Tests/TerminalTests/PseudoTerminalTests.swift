import CNcurses
import Foundation
import PseudoTerminal
import TestEnvironment
import Testing

struct PseudoTerminalTests {
  @Test func aProgramIsDriven() async throws {
    let terminal = try shell("printf 'name? '; read name; echo \"hello $name\"; exit 3")
    try await terminal.wait { $0.contains("name?") }
    terminal.send("ann\r")
    #expect(try await terminal.exit() == .exited(3))
    #expect(terminal.screen.lines.prefix(2) == ["name? ann", "hello ann"])
  }

  @Test func theProgramGetsWhatItIsGiven() async throws {
    let terminal = try shell("echo \"$TERM $COLOR $(stty size)\"; read x")
    try await terminal.wait { $0.contains("xterm-256color blue 10 40") }
  }

  @Test func nothingElseIsInherited() async throws {
    let terminal = try shell("echo files: $(ls /proc/self/fd | wc -l); read x")
    // The three standard ones, and the directory that ls reads.
    try await terminal.wait { $0.contains("files: 4") }
  }

  @Test func aNewSizeIsSignalled() async throws {
    let terminal = try shell("trap 'stty size' WINCH; echo ready; while :; do read x; done")
    try await terminal.wait { $0.contains("ready") }
    terminal.resize(columns: 50, rows: 12)
    try await terminal.wait { $0.contains("12 50") }
  }

  @Test func signalsEndAProgram() async throws {
    let terminal = try shell("echo ready; exec cat")
    try await terminal.wait { $0.contains("ready") }
    terminal.signal(SIGTERM)
    #expect(try await terminal.exit() == .signalled(SIGTERM))
  }

  @Test func aLostConnectionEndsAProgram() async throws {
    // Not one that reads: it would find the end of its input, at times before it gets the signal.
    let terminal = try shell("echo ready; exec sleep 600")
    try await terminal.wait { $0.contains("ready") }
    terminal.hangUp()
    #expect(try await terminal.exit() == .signalled(SIGHUP))
  }

  @Test func modesAreSeenAndCompared() async throws {
    let terminal = try shell("stty raw -echo; printf ready; read x; stty sane; echo; exit")
    try await terminal.wait { $0.contains("ready") }
    #expect(terminal.modes?.isCooked == false)
    #expect(terminal.originalModes?.isCooked == true)
    terminal.send("\n")
    #expect(try await terminal.exit() == .exited(0))
    #expect(terminal.modes?.isCooked == true)
  }

  @Test func waitingEndsWithTheProgram() async throws {
    let terminal = try shell("echo bye")
    await #expect(throws: PseudoTerminalError.self) {
      try await terminal.wait { $0.contains("never") }
    }
  }

  @Test func waitingEndsAtItsLimit() async throws {
    let terminal = try shell("read x")
    await #expect(throws: PseudoTerminalError.self) {
      try await terminal.wait(limit: .milliseconds(30)) { $0.contains("never") }
    }
  }

  @Test func theProgramEndsWithItsOwner() async throws {
    let process = try await {
      let terminal = try shell("echo ready; exec cat")
      try await terminal.wait { $0.contains("ready") }
      return terminal.processID
    }()
    try await eventually("the process is gone") { kill(process, 0) != 0 }
  }

  private func shell(_ script: String) throws -> PseudoTerminal {
    var environment = ProcessInfo.processInfo.environment
    environment["COLOR"] = "blue"
    return try PseudoTerminal(
      "sh", ["-c", script], environment: environment, columns: 40, rows: 10)
  }
}
