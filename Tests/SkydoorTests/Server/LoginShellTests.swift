import PseudoTerminal
import Simulator
import Testing
import Text

@testable import skydoor

/// The program in the place of a login shell, called as login and sshd call one.
@Suite struct LoginShellTests {
  @Test(arguments: [
    "groups --json", " skydoor groups  --json", "/usr/local/bin/skydoor groups --json",
  ])
  func aTextAfterCIsACommandLine(_ text: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run("-c", text)
      #expect(ending.status == 0)
      #expect(try ending.json().count == 2)
    }
  }

  @Test func quotationsKeepAWordTogether() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let name = try skydoor.group().name
      let ending = try await skydoor.run("-c", "requests '\(name)' --where \"handle:jo\" --json")
      #expect(ending.status == 0)
      #expect(ending.lines.count == 1)
    }
  }

  @Test(arguments: ["", "skydoor"]) func withoutACommandItIsTheConsole(_ text: String) async throws
  {
    try await CommandLineFixture.signedIn { skydoor in
      let terminal = try skydoor.shellAtTerminal(#"exec -a -skydoor "$0" -c '\#(text)'"#)
      try await terminal.wait(for: "2 groups · 0 waiting")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func loginStartsItWithADashBeforeItsName() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let terminal = try skydoor.shellAtTerminal(#"exec -a -skydoor "$0""#)
      try await terminal.wait(for: "2 groups · 0 waiting")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test(arguments: ["/usr/lib/openssh/sftp-server", "groups --json | cat"])
  func otherProgramsAreNotStarted(_ text: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run("-c", text)
      #expect(ending.status == 64)
      #expect(ending.output == "")
    }
  }

  @Test func aQuotationWithoutAnEndIsTold() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run("-c", "requests 'Night Owls")
      #expect(ending.status == 64)
      #expect(ending.errors.contains("Close its quotes"))
    }
  }

  @Test(arguments: [
    ("", []), (" \t\n", []), ("a b\tc\nd", ["a", "b", "c", "d"]), ("''", [""]), (#"""#, nil),
    (#"'a b' "c d" e\ f"#, ["a b", "c d", "e f"]), (#"a'b'"c""#, ["abc"]),
    (#"'a"\b'"#, [#"a"\b"#]), (#""a\"\\\$\`\n'""#, [#"a"\$`\n'"#]), (#"\'a\""#, [#"'a""#]),
    ("$HOME *.txt ~", ["$HOME", "*.txt", "~"]), ("a\\", nil), ("'a", nil), ("\"a\\\"", nil),
    ("wärm 王小明", ["wärm", "王小明"]),
  ])
  func wordsAreThoseOfAShell(_ text: String, _ words: [String]?) {
    #expect(text.shellWords == words)
  }
}
