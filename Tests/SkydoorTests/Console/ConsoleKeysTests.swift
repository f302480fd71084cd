import Foundation
import PseudoTerminal
import Simulator
import Testing

/// A console whose owner has bound keys.
@Suite struct ConsoleKeysTests {
  private let keys = """
    [keys.all]
    "d" = "reject"
    "x" = "none"
    "g g" = "first"
    "z" = "nonsense"
    """

  private func opened(
    _ body: (CommandLineFixture, PseudoTerminal) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 5)) { skydoor in
      let terminal = try skydoor.console(configuration: keys)
      try await terminal.wait(for: "1 of 5")
      try await body(skydoor, terminal)
    }
  }

  @Test func aReboundKeyActsAndTheOldOneSaysItDoesNothing() async throws {
    try await opened { skydoor, terminal in
      #expect(terminal.screen.lines[22].contains(" d reject"))
      terminal.send("x")
      try await terminal.wait(for: "x does nothing here; ? shows the keys.")
      #expect(skydoor.decisions == [])
      terminal.send("d")
      try await terminal.wait { $0.contains("1 of 4") && $0.contains("Rejected @") }
      #expect(skydoor.decisions.count == 1)
      terminal.send("q")
      let ending = try await terminal.exit()
      #expect(ending == .exited(0))
    }
  }

  @Test func aChordActsAndEscDropsIt() async throws {
    try await opened { _, terminal in
      terminal.send("jj")
      try await terminal.wait(for: "3 of 5")
      terminal.send("g")
      try await terminal.wait { $0.lines[23].contains("g …") && $0.contains("3 of 5") }
      terminal.send("\u{1B}")
      try await terminal.wait { !$0.lines[23].contains("g …") && $0.contains("3 of 5") }
      terminal.send("gg")
      try await terminal.wait(for: "1 of 5")
    }
  }

  @Test func aMistakeIsSaidWithoutKeepingTheConsoleFromOpening() async throws {
    try await opened { _, terminal in
      terminal.send("q")
      let ending = try await terminal.exit()
      #expect(ending == .exited(0))
      #expect(
        String(decoding: terminal.output, as: UTF8.self)
          .contains(":9:7: 'nonsense' is no command; skydoor keys lists what there is."))
    }
  }

  @Test func thePaletteFindsAndRunsACommand() async throws {
    try await opened { skydoor, terminal in
      terminal.send(":")
      try await terminal.wait(for: "Command:")
      terminal.send("reverse")
      try await terminal.wait(for: "▸ reverse")
      terminal.send("\r")
      try await terminal.wait { $0.contains("newest r") && !$0.contains("Command:") }
      terminal.send(":undo\r")
      try await terminal.wait(for: "Nothing to undo: no decision is held.")
      terminal.paste(" or not")
      try await terminal.wait(for: "undo or not")
      terminal.send("\u{1B}")
      try await terminal.wait { !$0.contains("Command:") }
      #expect(skydoor.decisions == [])
    }
  }
}
