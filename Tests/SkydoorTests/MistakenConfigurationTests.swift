import Foundation
import PseudoTerminal
import Simulator
import Testing

/// A mistake in the configuration costs the entry that it is in.
@Suite struct MistakenConfigurationTests {
  private static let mistaken = """
    [console]
    theme = "harbour"
    [door]
    how = "shut"
    for = "2h"
    [keys.requests]
    "x" = "none"
    "d" = "reject"
    [[rule]]
    name = "broken"
    when = "agee < 2d"
    suggest = "reject"
    [[rule]]
    name = "open"
    when = "age < 2d
    suggest = "reject"
    [[rule]]
    name = "sound"
    when = "handle:jo"
    suggest = "reject"

    """

  @Test func theConsoleOpensAndSaysSo() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      try skydoor.configure(Self.mistaken)
      let terminal = try skydoor.console(undoSeconds: nil, columns: 120)
      try await terminal.wait { screen in
        screen.contains("@jo.test")
          && screen.lines.last?.contains(
            "3 mistakes in the configuration, see: skydoor config check. ") == true
      }
      // What is sound is in force: the other key, the other rule.
      terminal.send("l")
      try await terminal.wait(for: "d reject")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      // And all of it is said where it can be read.
      for place in [":4:7: ", ":11:8: ", ":15:"] {
        #expect(terminal.screen.contains("config.toml" + place), "\(terminal.screen)")
      }
    }
  }

  @Test func aFileThatIsNoTOMLAtAllOpensWithWhatIsBuiltIn() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure("<html>\n")
      let terminal = try skydoor.console(undoSeconds: nil, columns: 120)
      try await terminal.wait { screen in
        screen.contains("2 groups")
          && screen.lines.last?.contains("1 mistake in the configuration") == true
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func aThemeThatIsNotThereIsPassedOver() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure("[console]\ntheme = \"harbor\"")
      let terminal = try skydoor.console(undoSeconds: nil, columns: 120)
      try await terminal.wait { screen in
        screen.lines.last?.contains("There is no theme 'harbor'. Did you mean harbour?") == true
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      // One that is asked for now is another thing.
      let named = try skydoor.console("--theme", "harbor", undoSeconds: nil)
      #expect(try await named.exit() == .exited(64))
    }
  }

  @Test func aFileNamedOnTheCommandLineHasToBeThere() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let terminal = try skydoor.console("--config", "/nowhere/c.toml", undoSeconds: nil)
      #expect(try await terminal.exit() == .exited(78))
      let path = skydoor.home + "/it's.toml"
      try Data("[[rule]]\n".utf8).write(to: URL(filePath: path))
      let other = try skydoor.console("--config", path, undoSeconds: nil, columns: 200)
      try await other.wait { screen in
        screen.lines.last?.contains("see: skydoor config check --config '\(skydoor.home)/it'")
          == true
      }
    }
  }

  @Test func aRuleThatIsBrokenIsNotSwept() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      try skydoor.configure(Self.mistaken)
      for (rule, place) in [("broken", ":11:8: "), ("open", ":15:")] {
        let ending = try await skydoor.run("sweep", "--rule", rule, "--yes", "--json")
        #expect(ending.status == 78)
        #expect(ending.output.isEmpty)
        #expect(ending.errors.contains("config.toml" + place), "\(ending)")
        #expect(ending.errors.hasSuffix("Correct the line, or take it out.\n"))
      }
      #expect(try skydoor.group().waiting == [jo])
      #expect(try await skydoor.run("sweep", "--rule", "other", "--yes").status == 65)
      let sound = try await skydoor.run("sweep", "--rule", "sound", "--yes", "--json")
      #expect(sound.status == 0)
      #expect(try sound.json().map { $0["member"] as? String } == [jo])
      #expect(sound.errors.count { $0 == "\n" } == 3)
    }
  }

  @Test func aRuleThatMayBeTheBrokenOneIsNotSwept() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure(
        "[[rule]]\nname = \"spam\nwhen = \"age < 2d\"\nsuggest = \"reject\"\n")
      #expect(try await skydoor.run("sweep", "--rule", "spam", "--yes").status == 78)
      // Two of one name: which is meant?
      let rule = "[[rule]]\nname = \"a\"\nwhen = \"age < 2d\"\nsuggest = \"reject\"\n"
      try skydoor.configure(rule + rule)
      let ending = try await skydoor.run("sweep", "--rule", "a", "--yes")
      #expect(ending.status == 78)
      #expect(ending.errors.contains(":6:8: 'name' is that of another rule"))
    }
  }

  @Test func aDoorIsNotShutByASettingThatIsBroken() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure(Self.mistaken)
      let group = try skydoor.group().id
      let ending = try await skydoor.run("door", "shut", group, "--dry-run")
      #expect(ending.status == 78)
      #expect(ending.errors.contains("config.toml:4:7: 'how' must be"))
      // What is said on the command line is not asked of the configuration.
      let said = try await skydoor.run("door", "shut", group, "--how", "approval", "--dry-run")
      #expect(said.status == 0)
      // A line that can't be read may be any setting of its section.
      try skydoor.configure("[door]\nhow = \"disable\nfor = \"2h\"\n")
      #expect(
        try await skydoor.run("door", "shut", group, "--how", "approval", "--dry-run").status == 78)
      #expect(
        try await skydoor.run(
          "door", "shut", group, "--how", "approval", "--for", "1h", "--dry-run"
        ).status == 0)
    }
  }

  @Test func whatDoesNotTouchTheMistakesWorks() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure(Self.mistaken)
      for command in [["groups"], ["requests"], ["door"], ["history"], ["themes"], ["keys"]] {
        #expect(try await skydoor.run(command).status == 0, "\(command)")
      }
      let keys = try await skydoor.run("keys", "--json")
      #expect(keys.output.contains(#""context":"requests","key":"d","command":"reject""#))
      let shown = try await skydoor.run("config", "show")
      #expect(shown.status == 78)
      #expect(shown.output.contains("name = \"sound\"") && !shown.output.contains("\"broken\""))
      #expect(try await skydoor.run("config", "check").lines.count == 3)
    }
  }
}
