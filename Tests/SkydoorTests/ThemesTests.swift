import Foundation
import PseudoTerminal
import Testing

/// `skydoor themes` as a process, and T in the console.
@Suite struct ThemesTests {
  // MARK: the command

  @Test func allThemesAreListedWithTheirPlaces() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure("[console]\ntheme = \"mine\"")
      try skydoor.theme("mine", "inherits = \"harbour\"")
      try skydoor.theme("mono", "ui = { blod = true }")
      let ending = try await skydoor.run("themes")
      #expect(ending.status == 0)
      let lines = ending.output.split(separator: "\n").map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(lines.first == ["THEME", "IN USE", "FROM"])
      #expect(
        lines.dropFirst().map(\.first) == [
          "default", "high-contrast", "light", "harbour", "ember", "mine", "mono",
        ])
      #expect(lines[1] == ["default", "", "built in"])
      #expect(lines[6] == ["mine", "yes", skydoor.themes + "/mine.toml"])
      #expect(
        ending.errors
          == "skydoor: \(skydoor.themes)/mono.toml:1:8: unknown property blod; did you mean bold?\n"
      )
    }
  }

  @Test func theDefaultIsInUseWhereNothingIsConfigured() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run("themes")
      let used = ending.output.split(separator: "\n").filter { $0.contains("yes") }
      #expect(used.map { $0.prefix(7) } == ["default"])
      #expect(ending.errors == "")
      try skydoor.configure("[console]\ntheme = \"gone\"")
      #expect(try await skydoor.run("themes").errors.contains("asks for 'gone'"))
      try skydoor.configure("[console]\ntheme = 1")
      #expect(try await skydoor.run("themes").status == 78)
    }
  }

  @Test func offATerminalAThemeIsWords() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(
        ["themes", "ember"], environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor"])
      #expect(ending.status == 0)
      #expect(ending.errors == "")
      #expect(!ending.output.contains("\u{1b}"))
      #expect(ending.output.contains(" list.selected          the selected row"))
    }
  }

  @Test(arguments: [
    ("xterm-256color", "truecolor", ScreenCell.Color.rgb(red: 0x7a, green: 0x4f, blue: 0x12)),
    ("xterm-256color", "", .indexed(94)), ("linux", "truecolor", .indexed(3)),
  ])
  func onATerminalAThemeIsShown(
    type: String, promise: String, background: ScreenCell.Color
  ) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let terminal = try PseudoTerminal(
        CommandLineFixture.program, ["themes", "ember"],
        environment: skydoor.environment(["LANG": "C.UTF-8", "COLORTERM": promise]), type: type,
        rows: 40)
      #expect(try await terminal.exit() == .exited(0))
      let screen = terminal.screen
      #expect(!screen.isAlternate)
      let selected = try #require(screen.rendition(of: "the selected row "))
      if type == "linux" {
        #expect(selected != screen.rendition(of: "Ana Lima"))
      } else {
        #expect(selected.background == background)
      }
      // Nothing is left behind for what is written next.
      #expect(String(decoding: terminal.output, as: UTF8.self).hasSuffix("\u{1b}[0m\r\n"))
    }
  }

  @Test func aPlainTerminalGetsNoColors() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let variables = ["LANG": "C.UTF-8", "COLORTERM": "truecolor", "NO_COLOR": "1"]
      for (type, extra) in [("vt100", [:]), ("xterm-256color", variables)] {
        let terminal = try PseudoTerminal(
          CommandLineFixture.program, ["themes", "harbour"],
          environment: skydoor.environment(extra), type: type, rows: 40)
        #expect(try await terminal.exit() == .exited(0))
        let renditions = terminal.screen.cells.joined().map(\.rendition)
        #expect(renditions.allSatisfy { $0.foreground == nil && $0.background == nil })
        #expect(
          terminal.screen.rendition(of: "the selected row")?.attributes.contains(.reverse) == true)
      }
    }
  }

  @Test func anUnknownThemeIsNamedWithTheNearest() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run("themes", "harbor")
      #expect(ending.status == 64)
      #expect(ending.output == "")
      #expect(ending.errors.contains("There is no theme 'harbor'. Did you mean harbour?"))
      #expect(try await skydoor.run("themes", "../config").status == 64)
    }
  }

  // MARK: the console

  @Test func aKeyGoesThroughAllThemesAndChangesNoFile() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.theme("zz", "ui = { bg = 22 }\n\"list.selected\" = { bg = 52 }")
      let terminal = try skydoor.console()
      let configuration = try String(contentsOfFile: skydoor.configuration, encoding: .utf8)
      try await terminal.wait(for: "Nobody is waiting")
      #expect(terminal.screen.cells[0][0].rendition.background == nil)
      var backgrounds: [ScreenCell.Color?] = []
      for name in ["mono", "high-contrast", "light", "harbour", "ember", "zz", "default"] {
        terminal.send("T")
        let line = "Theme \(name); to keep it: theme = \"\(name)\" in config.toml"
        let screen = try await terminal.wait { $0.lines[23].contains(line) }
        backgrounds.append(screen.cells[0][0].rendition.background)
        // Nothing of the theme before is left anywhere.
        #expect(
          Set(screen.cells.joined().filter { $0.text == " " }.map(\.rendition.background)).count
            <= 3,
          "\(name)")
      }
      #expect(
        backgrounds == [
          nil, .indexed(16), .indexed(231), .indexed(234), .indexed(233), .indexed(22), nil,
        ])
      #expect(
        try String(contentsOfFile: skydoor.configuration, encoding: .utf8) == configuration)
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
      let output = String(decoding: terminal.output, as: UTF8.self)
      #expect(!output.contains("\u{1b}]4;") && !output.contains("\u{1b}]104"))
    }
  }

  @Test func aThemeIsReadAnewAndItsFaultsAreSaid() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let terminal = try skydoor.console("--theme", "ember")
      try await terminal.wait(for: "Nobody is waiting")
      try skydoor.theme("zz", "ui = { bg = \"gren\" }")
      terminal.send("T")
      try await terminal.wait { $0.lines[23].contains("Theme zz: /") }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func anOwnThemesFaultsAreSaidAtTheirPlace() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.theme("zz", "inherits = \"ember\"\nui = { bg = \"gren\" }")
      let terminal = try skydoor.console("--theme", "zz")
      let screen = try await terminal.wait(for: "skydoor")
      // What is wrong falls back to what is inherited.
      #expect(screen.cells[0][0].rendition.background == .indexed(233))
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      let place = "\(skydoor.themes)/zz.toml:2:8: unknown colour \"gren\"; did you mean green?"
      #expect(String(decoding: terminal.output, as: UTF8.self).contains("skydoor: \(place)"))
    }
  }

  @Test func onAPlainTerminalEveryThemeShowsTheSelection() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console(type: "vt100", locale: "C")
      try await terminal.wait(for: "1 of 1")
      for name in ["mono", "high-contrast", "light", "harbour", "ember", "default"] {
        terminal.send("T")
        let screen = try await terminal.wait { $0.lines[23].contains("Theme \(name);") }
        // A group takes two rows.
        #expect(screen.rows(with: .reverse).count == 2, "\(name)")
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }
}

extension CommandLineFixture {
  /// Where the owner's themes lie.
  fileprivate var themes: String { home + "/.config/skydoor/themes" }
  fileprivate var configuration: String { home + "/.config/skydoor/config.toml" }

  fileprivate func theme(_ name: String, _ toml: String) throws {
    try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
    try Data(toml.utf8).write(to: URL(filePath: "\(themes)/\(name).toml"))
  }
}
