import Foundation
import PseudoTerminal
import Simulator
import Testing

/// The mouse, as terminals report it.
@Suite struct ConsoleMouseTests {
  private func opened(
    _ configuration: String = "mouse = true", type: String = "xterm-256color",
    _ body: (CommandLineFixture, PseudoTerminal) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 60)) { skydoor in
      let terminal = try skydoor.console(configuration: configuration, type: type)
      try await terminal.wait { $0.contains("1 of 60") && $0.contains("▸") }
      try await body(skydoor, terminal)
    }
  }

  @Test(arguments: ["xterm-256color", "tmux-256color"])
  func clicksSelectAndOpenAndTheWheelScrolls(_ type: String) async throws {
    try await opened(type: type) { skydoor, terminal in
      #expect(terminal.screen.mouseModes == [1000, 1006])
      terminal.click(row: 6, column: 40)
      try await terminal.wait { $0.contains("4 of 60") && $0.lines[6].contains("│▸") }
      terminal.click(row: 6, column: 40)
      try await terminal.wait(for: "DID")
      terminal.send("\u{1B}")
      try await terminal.wait(for: "4 of 60")
      terminal.report(button: 65, row: 9, column: 40)
      // Two notches are six rows, and the selection goes with the edge.
      terminal.report(button: 65, row: 9, column: 40)
      try await terminal.wait { $0.contains("7 of 60") && $0.lines[3].contains("│▸") }
      #expect(skydoor.decisions == [])
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  @Test func aClickOnAKeyOfTheBarIsThatKey() async throws {
    try await opened { skydoor, terminal in
      let bar = try #require(terminal.screen.position(of: "x reject"))
      terminal.click(row: bar.row, column: bar.column)
      try await terminal.wait(for: "1 of 59")
      try await terminal.wait(for: "Rejected @")
      #expect(skydoor.decisions.count == 1)
      let quit = try #require(terminal.screen.position(of: "q quit"))
      terminal.click(row: quit.row, column: quit.column)
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  @Test(arguments: [SIGSEGV, SIGTERM])
  func itIsSwitchedOffWhateverHappens(_ signal: Int32) async throws {
    try await opened { _, terminal in
      terminal.signal(signal)
      _ = try await terminal.exit()
      terminal.expectRestored()
    }
  }

  @Test func itIsTheShellsWhileTheConsoleIsSuspended() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 10)) { skydoor in
      try skydoor.configure("[console]\nmouse = true")
      let terminal = try skydoor.shellAtTerminal(
        #"printf '\033]2;mine\007'; set -m; "$0"; echo stopped; read -r l; fg >/dev/null; echo left"#
      )
      try await terminal.wait { $0.title == "10 waiting · skydoor" && !$0.mouseModes.isEmpty }
      terminal.send("\u{1A}")
      let stopped = try await terminal.wait(for: "stopped")
      #expect(stopped.mouseModes == [])
      #expect(stopped.title == "mine")
      terminal.send("\n")
      try await terminal.wait { $0.title == "10 waiting · skydoor" && !$0.mouseModes.isEmpty }
      terminal.send("q")
      let left = try await terminal.wait(for: "left")
      #expect(left.mouseModes == [])
      #expect(left.title == "mine")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  /// Column 88 is an `x` in the older form, and a program that has crashed before may have left the
  /// mouse on.
  @Test(arguments: ["xterm-256color", "tmux-256color", "linux"])
  func withoutItAReportIsNoKey(_ type: String) async throws {
    try await opened("", type: type) { skydoor, terminal in
      #expect(terminal.screen.mouseModes == [])
      for report in ["\u{1B}[M x!", "\u{1B}[M xx\u{1B}[M#xx", "\u{1B}[32;88;97M"] {
        terminal.send(report)
      }
      terminal.click(row: 6, column: 119)
      terminal.report(button: 65, row: 9, column: 87)
      terminal.send("lj")
      try await terminal.wait(for: "2 of 60")
      #expect(skydoor.decisions == [])
      #expect(!terminal.screen.contains("does nothing here"))
    }
  }
}

extension PseudoTerminal {
  /// Presses and releases the first button over a cell.
  fileprivate func click(row: Int, column: Int) {
    report(button: 0, row: row, column: column)
    send("\u{1B}[<0;\(column + 1);\(row + 1)m")
  }

  fileprivate func report(button: Int, row: Int, column: Int) {
    send("\u{1B}[<\(button);\(column + 1);\(row + 1)M")
  }
}
