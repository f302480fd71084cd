import Foundation
import Testing

/// What is typed, and where the output goes.
@Suite struct CommandLineTests {
  // MARK: the output

  @Test(arguments: [
    "--help", "--version", "help", "help requests", "requests --help", "config", "manual",
    "completions bash", "--generate-completion-script zsh", "config show", "keys", "themes",
  ])
  func aFullDeviceIsAnError(_ arguments: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.shell("exec $0 \(arguments) > /dev/full")
      #expect(ending.status == 74, "\(ending)")
      #expect(ending.errors.hasPrefix("skydoor: The output can't be written: No space left"))
      #expect(ending.errors.count { $0 == "\n" } == 1)
    }
  }

  // MARK: names that are none

  @Test(arguments: [
    ("requsts", "skydoor has no command 'requsts'. Did you mean: skydoor requests?"),
    ("help requsts", "skydoor has no command 'requsts'. Did you mean: skydoor requests?"),
    ("requsts --json", "skydoor has no command 'requsts'. Did you mean: skydoor requests?"),
    ("help nope", "skydoor has no command 'nope'. See what there is with: skydoor help"),
    ("nope --help", "skydoor has no command 'nope'. See what there is with: skydoor help"),
    ("config chek", "skydoor config has no command 'chek'. Did you mean: skydoor config check?"),
    (
      "help config chek",
      "skydoor config has no command 'chek'. Did you mean: skydoor config check?"
    ),
    ("door shutt g", "skydoor door has no command 'shutt'. Did you mean: skydoor door shut?"),
    (
      "door nowhere",
      "skydoor door has no command 'nowhere'. See what there is with: skydoor help door"
    ),
  ])
  func aCommandThatIsNone(_ arguments: String, _ sentence: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(arguments.split(separator: " ").map(String.init))
      #expect(ending.status == 64)
      #expect(ending.errors == "skydoor: \(sentence)\n")
      #expect(ending.output.isEmpty)
    }
  }

  @Test(arguments: ["help", "help help", "help requests", "help config check", "help door"])
  func helpIsGiven(_ arguments: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(arguments.split(separator: " ").map(String.init))
      #expect(ending.status == 0)
      #expect(ending.output.contains("USAGE:"))
    }
  }

  // MARK: what is quoted of the input

  private static let long = String(repeating: "z", count: 40_000)

  @Test(arguments: [
    ["requests", "--where", "handle:a and \(long) < 3"], ["requests", "--where", "age < \(long)"],
    ["requests", "--where", "\(long)(\(long)"], ["requests", "--where", "is:\(long) \(long)"],
    ["history", "--where", "followers > \(long)"], ["history", "--since", long],
    ["history", "--member", long], ["requests", long],
    ["reject", long, "jo.test"], ["reject", "Night Owls", long], ["members", long],
    ["link", long], ["lock", long], ["rename", long, "name"], ["rename", "Night Owls", long],
    ["door", "open", long], ["door", "shut", long], ["sweep", "--rule", long],
    ["sweep", "--rule", "r", "--group", long], ["themes", long], ["--account", long],
    ["groups", "--account", long], ["groups", "--config", long], ["groups", "--log", long],
    [long], ["help", long], ["config", long], ["groups", long], ["groups", "--\(long)"],
    ["history", "--limit", long], ["history", "--limit=\(long)"], ["door", "shut", "--for", long],
    ["login", "a.test", "--service", long], ["reject", "g", "jo.test", "--note", long],
    ["completions", long],
  ])
  func aLongInputIsQuotedInPart(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure("[[rule]]\nname = \"r\"\nwhen = \"age < 2d\"\nsuggest = \"reject\"")
      let ending = try await skydoor.run(arguments)
      #expect(ending.status != 0)
      #expect(!ending.errors.isEmpty)
      #expect(ending.output.count + ending.errors.count < 1_500, "\(ending.errors.prefix(3_000))")
    }
  }

  @Test func aLineOfTheInputIsQuotedInPart() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      for line in [
        Self.long, "did:plc:\(Self.long)!", #"{"group":"\#(Self.long)","member":"did:plc:a"}"#,
      ] {
        let ending = try await skydoor.run(
          ["reject", try skydoor.group().id, "--stdin", "--yes"], input: line + "\n")
        #expect(ending.status == 65)
        #expect(ending.errors.count < 1_000)
      }
    }
  }

  @Test func theMistakeIsMarkedInWhatIsShownAroundIt() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let head = String(repeating: "王", count: 500)
      let ending = try await skydoor.run(
        "requests", "--where", "\(head) and agee < 3 and \(Self.long)")
      let lines = ending.lines(of: ending.errors)
      #expect(lines.count == 3)
      #expect(lines[1].hasSuffix(" and agee < 3 and zzzzzzzzzzzzzzzzz…"), "\(lines)")
      // Each of the characters before it takes two columns.
      let before = try #require(lines[1].components(separatedBy: "agee").first)
      let width = before.reduce(0) { $0 + ($1 == "王" ? 2 : 1) }
      #expect(lines[2] == String(repeating: " ", count: width) + "^")
    }
  }

  // MARK: where the configuration comes from

  private static let rule = "[[rule]]\nname = \"r\"\nwhen = \"age < 2d\"\nsuggest = \"reject\"\n"

  @Test(arguments: [
    "$0 config show --config <(cat FILE)", "cat FILE | $0 config show --config /dev/stdin",
    "$0 config show --config /dev/stdin < FILE",
    "mkfifo pipe; cat FILE > pipe & $0 config show --config pipe",
    // A command that looks at it twice reads it once.
    "cat FILE | $0 sweep --rule r --dry-run --config /dev/stdin && $0 config show --config FILE",
    "$0 door shut --all --dry-run --config <(cat FILE) && $0 config show --config FILE",
  ])
  func anythingThatCanBeRead(_ script: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let path = skydoor.home + "/rules.toml"
      try Data(Self.rule.utf8).write(to: URL(filePath: path))
      let ending = try await skydoor.shell(
        "cd; " + script.replacingOccurrences(of: "FILE", with: path))
      #expect(ending.status == 0, "\(ending)")
      #expect(ending.output.contains("name = \"r\""))
    }
  }

  @Test func nothingIsAConfigurationToo() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure("[console]\nmouse = true")
      let ending = try await skydoor.run("config", "show", "--config", "/dev/null")
      #expect(ending.status == 0)
      #expect(ending.output.contains("mouse = false"))
      #expect(try await skydoor.run("groups", "--config", "/dev/null").status == 0)
    }
  }

  @Test(arguments: [
    ("/dev/zero", "it is longer than 1024 KiB"), ("/tmp", "it is a directory"),
    ("/nowhere/c.toml", "No such file or directory"),
    ("/dev/null/c.toml", "Not a directory"),
  ])
  func whatCannotBeAConfiguration(path: String, reason: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      for command in [["config", "check"], ["keys"], ["groups"]]
      where path != "/dev/zero" || command != ["groups"] {
        let ending = try await skydoor.run(command + ["--config", path])
        #expect(ending.status == 78, "\(ending)")
        #expect(ending.output.isEmpty)
        if path != "/tmp" || command == ["groups"] { #expect(ending.errors.contains(reason)) }
      }
    }
  }

  @Test func whatComesAfterANULIsRead() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      try skydoor.configure("[console]\nascii = 1\n# \u{0}\nmouse = 2\n[door]\nhow = 3\n")
      let ending = try await skydoor.run("config", "check")
      #expect(ending.status == 78)
      let path = skydoor.home + "/.config/skydoor/config.toml"
      #expect(
        ending.lines == [
          "\(path):2:9: 'ascii' must be true or false.",
          "\(path):3:3: there is a NUL byte here; save the file as text.",
          "\(path):4:9: 'mouse' must be true or false.",
          "\(path):6:7: 'how' must be a text in quotes.",
        ])
    }
  }

  @Test func aByteOrderMarkIsPassedOver() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let mark = "\u{FEFF}"
      try skydoor.configure("\(mark)[console]\nascii = 1\ntheme = \"mine\"")
      let themes = skydoor.home + "/.config/skydoor/themes"
      try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
      try Data("\(mark)inherits = \"monoo\"".utf8).write(to: URL(filePath: themes + "/mine.toml"))
      let ending = try await skydoor.run("config", "check")
      #expect(
        ending.lines == [
          "\(skydoor.home)/.config/skydoor/config.toml:2:9: 'ascii' must be true or false.",
          "\(themes)/mine.toml:1:1: there is no theme \"monoo\"; did you mean mono?",
        ])
    }
  }
}

extension Ending {
  fileprivate func lines(of text: String) -> [String] {
    text.split(separator: "\n").map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : String($0) }
  }
}
