import Foundation
import PseudoTerminal
import Simulator
import Testing

/// The terminal is given back as it was found, however the console ends; and whatever is in a name,
/// the screen stays in order.
@Suite struct ConsoleTerminalTests {
  private func opened(
    _ world: WorldOptions = WorldOptions(groups: 2, requests: 10), undoSeconds: Double? = 0,
    type: String = "xterm-256color", locale: String = "C.UTF-8",
    _ body: (CommandLineFixture, PseudoTerminal) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(world) { skydoor in
      let terminal = try skydoor.console(undoSeconds: undoSeconds, type: type, locale: locale)
      try await terminal.wait(for: "1 of ")
      try await body(skydoor, terminal)
    }
  }

  @Test func losingTheTerminalSendsWhatIsHeld() async throws {
    try await opened(undoSeconds: 60) { skydoor, terminal in
      terminal.send("x")
      try await terminal.wait(for: "u to undo")
      terminal.hangUp()
      #expect(try await terminal.exit() == .exited(128 + SIGHUP))
      #expect(skydoor.decisions.count == 1)
    }
  }

  @Test func resizingDrawsTheScreenAnew() async throws {
    try await opened { _, terminal in
      terminal.resize(columns: 120, rows: 40)
      try await terminal.wait { $0.contains("FOLLOWERS") && $0.lines[38].contains("? help") }
      terminal.resize(columns: 40, rows: 8)
      try await terminal.wait { !$0.contains("NAME") && $0.lines[6].contains("? help") }
      terminal.resize(columns: 1, rows: 1)
      terminal.resize(columns: 80, rows: 24)
      try await terminal.wait { $0.contains("NOTES") && $0.lines[22].contains("? help") }
    }
  }

  @Test func aPasteIsNotReadAsKeys() async throws {
    try await opened { skydoor, terminal in
      terminal.paste("xxaaq")
      terminal.send("?")
      try await terminal.wait(for: "Keys for")
      #expect(skydoor.decisions == [])
    }
  }

  /// By itself, and without a word from the owner.
  @Test func aPasteWhoseEndIsLostDoesNotHoldTheKeys() async throws {
    try await opened { skydoor, terminal in
      terminal.send("\u{1b}[200~xxaaq")
      try await terminal.wait(for: "A pasted text does nothing here")
      terminal.send("?")
      try await terminal.wait(for: "Keys for")
      terminal.send("\u{1b}")
      try await terminal.wait { !$0.contains("Keys for") }
      terminal.send("/")
      try await terminal.wait(for: "Filter:")
      terminal.send("\u{1b}[200~follow")
      try await terminal.wait(for: "Filter: follow")
      terminal.send("ers > 1")
      try await terminal.wait(for: "Filter: followers > 1")
      #expect(skydoor.decisions == [])
    }
  }

  @Test func hostileNamesLeaveColumnsAndTerminalAlone() async throws {
    let names = [
      "\u{1B}[2J\u{1B}]0;owned\u{07}", "\u{9B}31mred", "\u{202E}evil\u{2066}", "👩‍👩‍👧‍👦👍🏽🇩🇪❤️",
      "王小明王小明王小明王小明", "e" + String(repeating: "\u{301}", count: 60), "a\u{200B}\u{200D}\u{FEFF}b",
      "\r\n\tline",
    ]
    try await CommandLineFixture.signedIn { skydoor in
      for (index, name) in names.enumerated() {
        _ = try skydoor.ask("p\(index).test", displayName: name)
      }
      let terminal = try skydoor.console()
      let screen = try await terminal.wait { screen in
        // The list, and the selected person below it.
        screen.lines.count { $0.contains(".test") } >= 9
      }
      // The handle and the edge of the pane stand in the same columns in every row.
      let rows = screen.cells.filter { row in row.map(\.text).joined().contains(".test") }
      let list = rows.prefix(8)
      #expect(list.count == 8)
      #expect(Set(list.map { $0.firstIndex { $0.text == "│" } }).count == 1)
      #expect(Set(list.map { $0.firstIndex { $0.text == "@" } }).count == 1)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      let output = String(decoding: terminal.output, as: UTF8.self).unicodeScalars
      #expect(!output.contains { "\u{80}"..."\u{9F}" ~= $0 || "\u{202A}"..."\u{202E}" ~= $0 })
      #expect(!String(decoding: terminal.output, as: UTF8.self).contains("owned\u{07}"))
    }
  }

  @Test func aPlainTerminalGetsASCIIAndSeesTheSelection() async throws {
    try await opened(type: "vt100", locale: "C") { _, terminal in
      #expect(terminal.output.allSatisfy { $0 < 0x80 })
      #expect(!terminal.screen.rows(with: .reverse).isEmpty)
      terminal.send("lj")
      try await terminal.wait { $0.contains("2 of") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func anIdleConsoleWritesNothing() async throws {
    try await opened { _, terminal in
      let quiet = try await terminal.waitForQuiet(.milliseconds(1_500))
      #expect(terminal.lastOutput == quiet)
    }
  }
}
