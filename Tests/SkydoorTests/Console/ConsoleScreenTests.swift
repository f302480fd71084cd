import Foundation
import PseudoTerminal
import Simulator
import Testing

/// Whatever the terminal is and whatever it can show: the console draws on it, hears its keys, and
/// leaves it as it was.
@Suite struct ConsoleScreenTests {
  private static let names = [
    "Zoë", "王小明", "👩‍👩‍👧‍👦👍🏽🇩🇪❤️", "שלום", "مرحبا", "क्ष", "한글", "e\u{301}\u{302}", "•→…",
  ]

  private func opened(
    _ arguments: String..., type: String = "xterm-256color", locale: String = "C.UTF-8",
    variables: [String: String] = [:],
    _ body: (CommandLineFixture, PseudoTerminal) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 0)) { skydoor in
      for (index, name) in Self.names.enumerated() {
        _ = try skydoor.ask("p\(index).test", displayName: name)
      }
      let terminal = try PseudoTerminal(
        CommandLineFixture.program, arguments,
        environment: skydoor.environment(variables.merging(["LANG": locale]) { own, _ in own }),
        type: type)
      try await terminal.wait { screen in
        screen.contains("1 of 9") && screen.lines.count { $0.contains(".test") } >= 10
      }
      try await body(skydoor, terminal)
    }
  }

  // MARK: types

  @Test(arguments: [
    "xterm", "xterm-256color", "tmux-256color", "screen", "screen-256color", "linux", "vt100",
    "vt220", "ansi",
  ])
  func everyTerminalIsDrawnOnHeardAndLeftAsItWas(_ type: String) async throws {
    try await opened(type: type) { _, terminal in
      #expect(terminal.screen.lines[22].contains("x reject"))
      terminal.send("j\u{1B}[B\u{1B}OB")
      try await terminal.wait(for: "4 of 9")
      terminal.send("\r")
      try await terminal.wait { $0.contains("https://bsky.app/profile/") }
      terminal.send("\u{1B}")
      try await terminal.wait(for: "4 of 9")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  @Test(arguments: ["dumb", "no-such-terminal", ""])
  func aTerminalThatCannotDrawIsToldWhatToDo(_ type: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let terminal = try PseudoTerminal(
        CommandLineFixture.program, ["demo"], environment: skydoor.environment([:]), type: type)
      #expect(try await terminal.exit() == .exited(64))
      let text = String(decoding: terminal.output, as: UTF8.self)
      #expect(text.contains(type.isEmpty ? "TERM is not set." : "The terminal type \"\(type)\""))
      #expect(text.contains("Try: TERM=xterm-256color skydoor"))
      terminal.expectRestored()
    }
  }

  // MARK: text

  @Test(arguments: [
    ["LANG": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "C"], ["LC_CTYPE": "en_US.ISO-8859-1"],
    ["LANG": "de_DE@euro"],
  ])
  func anotherCodesetGetsASCIIAlone(_ variables: [String: String]) async throws {
    try await opened(locale: "C.UTF-8", variables: variables) { _, terminal in
      try await expectASCII(terminal)
    }
  }

  @Test func theOptionGetsASCIIAlone() async throws {
    try await opened("--ascii") { _, terminal in try await expectASCII(terminal) }
  }

  /// Wherever the owner goes.
  private func expectASCII(_ terminal: PseudoTerminal) async throws {
    #expect(terminal.screen.title == "9 waiting . skydoor")
    terminal.send("jj\r")
    try await terminal.wait(for: "DID")
    terminal.send("o")
    try await terminal.wait { $0.lines[23].contains("https://bsky.app/profile/") }
    terminal.send("?")
    try await terminal.wait(for: "Keys for")
    terminal.send("?:re")
    try await terminal.wait(for: "Commands: ")
    terminal.send("\u{1B}")
    try await terminal.wait { !$0.contains("Commands: ") }
    terminal.send("q")
    #expect(try await terminal.exit() == .exited(0))
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
  }

  // MARK: moves

  /// Over a slow connection every byte is seen.
  @Test(arguments: ["xterm-256color", "tmux-256color", "vt100"])
  func aMoveOfTheSelectionIsCheap(_ type: String) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 30)) { skydoor in
      let terminal = try skydoor.console(type: type, columns: 120, rows: 40)
      try await terminal.wait { $0.contains("1 of 30") && $0.contains(" followers") }
      let before = terminal.output.count
      let moves = 20
      for move in 1...moves {
        terminal.send("j")
        try await terminal.wait { $0.contains("\(move + 1) of 30") }
      }
      // Whoever is selected is named below the list, which is drawn after it.
      let screen = try await terminal.wait { screen in
        guard let row = screen.lines.first(where: { $0.contains("│▸") }),
          let handle = row.split(separator: " ").first(where: { $0.hasPrefix("@") })
        else { return false }
        return screen.contains("│ \(handle.prefix(10))")
      }
      #expect(terminal.output.count - before <= moves * 450)
      let row = try #require(screen.lines.firstIndex { $0.contains("│▸") })
      // What it stands on, over the whole width.
      func grounds(_ row: Int) -> Set<ScreenCell.Rendition> {
        Set(
          screen.cells[row].suffix(86).map {
            ScreenCell.Rendition(
              attributes: $0.rendition.attributes.intersection(.reverse),
              background: $0.rendition.background)
          })
      }
      #expect(grounds(row).count == 1)
      #expect(grounds(row).isDisjoint(with: grounds(row + 1)))
    }
  }

  // MARK: links and the title

  @Test(arguments: ["xterm-256color", "tmux-256color"])
  func aPersonsHandleAndAddressesAreLinks(_ type: String) async throws {
    try await opened(type: type) { _, terminal in
      #expect(terminal.screen.links == [])
      terminal.send("\ro")
      let screen = try await terminal.wait {
        $0.lines[23].contains("profile/") && $0.links.count == 3 && $0.openLink == nil
      }
      let address = String(screen.lines[23].dropFirst())
      #expect(
        screen.links.map(\.text).filter { $0 != address }.map { String($0.prefix(2)) } == ["@p"])
      #expect(screen.links.count == 3)
      #expect(screen.links.allSatisfy { $0.address == address })
      let before = terminal.output.count
      terminal.send("\u{1B}")
      try await terminal.wait { $0.links.isEmpty && $0.contains("1 of 9") }
      // Where there are none a move costs nothing more.
      let moved = terminal.output.count
      #expect(moved > before)
      terminal.send("j")
      try await terminal.wait(for: "2 of 9")
      #expect(!terminal.output[moved...].contains(0x5D))
    }
  }

  @Test(arguments: ["vt100", "linux", "screen-256color"])
  func whereTheyWouldBePrintedNothingIsSent(_ type: String) async throws {
    try await opened(type: type) { _, terminal in
      terminal.send("\ro")
      try await terminal.wait { $0.lines[23].contains("https://bsky.app/profile/") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      // No operating system command at all.
      #expect(
        !terminal.output.indices.dropLast().contains {
          terminal.output[$0] == 0x1B && terminal.output[$0 + 1] == 0x5D
        })
    }
  }

  @Test func theTitleSaysHowManyWaitAndIsGivenBack() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 3)) { skydoor in
      let terminal = try skydoor.console()
      try await terminal.wait { $0.title == "3 waiting · skydoor" && $0.contains("1 of 3") }
      terminal.send("x")
      try await terminal.wait { $0.title == "2 waiting · skydoor" && $0.contains("Rejected @") }
      let count = terminal.output.count
      terminal.send("j")
      try await terminal.wait(for: "2 of 2")
      #expect(!terminal.output[count...].contains(0x5D))
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  // MARK: pastes

  @Test func aPasteWhoseEndIsLostPressesNoKey() async throws {
    try await opened { skydoor, terminal in
      terminal.send("\u{1B}[200~xxaaq\r")
      // What was sent before the size changed is read once the new one is drawn.
      terminal.resize(columns: 80, rows: 30)
      try await terminal.wait { $0.lines[28].contains("? help") }
      // A pause ends it.
      try await terminal.wait(for: "A pasted text does nothing here")
      terminal.send("?")
      try await terminal.wait(for: "Keys for")
      #expect(skydoor.decisions == [])
    }
  }
}
