import Canvas
import Fuzzing
import Testing

@testable import Config
@testable import Console

@Suite struct ConfigurationFuzzTests {
  private static let full = """
    [console]
    theme = "harbour"  # a comment
    undo_seconds = 0.5
    poll_seconds = 30
    ascii = false

    [keys.requests]
    "d" = "reject"
    "x" = "none"
    "g g" = "first"
    "PgDn" = 'page-down'
    [keys.all]
    "F1" = "help"
    "^f" = "filter"
    [keys.question]
    "Enter" = "confirm"

    [[rule]]
    name = "throw-away"
    when = "age < 2d and followers < 3 and not is:following"
    suggest = "reject"

    [[rule]]
    name = "friends"
    when = '''
    known > 3 or (is:follower and label:"x")'''
    suggest = "approve"

    [[filter]]
    name = "strangers"
    when = "not is:follower and handle ~ ^a.*[0-9]{2,}$"
    key = "1"
    """
  private static let words =
    Command.all.map(\.name) + KeyContext.allCases.map(\.rawValue) + Key.names
    + FilterWords.all + [
      "console", "keys", "all", "rule", "filter", "theme", "undo_seconds", "poll_seconds", "ascii",
      "name", "when", "suggest", "key", "none", "reject-and-block", "true", "false", "[", "]", "[[",
      "]]", "{", "}", "=", ".", ",", "#", "'", "'''", "\"\"\"", "\\u001b", "\\", "-5", "1e400",
      "nan",
      "2026-01-01", "99999999999999999999", "g g", "^[", "Ctrl-é", "F64", "Esc x", "\t", "\u{FEFF}",
    ]

  @Test func anyTextIsAConfigurationOrHasItsMistakesInIt() async throws {
    try await Fuzz.rounds("configurations", 150, of: "texts") { random in
      let toml = text(&random)
      let reading = ConfigurationReading(toml: toml, path: "c.toml")
      for mistake in reading.mistakes { try expectPlace(of: mistake, in: toml) }
      try expectUsable(reading.configuration)
      guard reading.mistakes.isEmpty else { return 1 }
      // What is shown of it means the same.
      let shown = reading.configuration.toml(defaultTheme: "default")
      let again = ConfigurationReading(toml: shown, path: "c.toml")
      try #require(again.mistakes.isEmpty, "\(again.mistakes)\n\(shown)\n\(toml)")
      var expected = reading.configuration
      expected.theme = expected.theme ?? "default"
      // Sections of keys are put in order.
      try #require(again.configuration.keymap == expected.keymap, "\(shown)\n\(toml)")
      var read = again.configuration
      (read.keys, expected.keys) = ([], [])
      try #require(read == expected, "\(shown)\n\(toml)")
      return 1
    }
  }

  @Test func anyNameIsAKeyThatIsCalledSoOrNone() async throws {
    try await Fuzz.rounds("key names", 2_000, of: "names") { random in
      let part = { (random: inout SplitMix) in
        random.oneIn(2) ? HostileText.random(using: &random) : random.pick(Self.words)
      }
      let name = random.pick(["", "^", "C-", "ctrl+", "F", "f"]) + part(&random)
      guard let key = Key(name: name) else { return 1 }
      try #require(Key(name: key.description) == key, "\(name.debugDescription)")
      return 1
    }
  }

  private func text(_ random: inout SplitMix) -> String {
    switch random.below(12) {
    case 0: String(decoding: random.bytes(random.size(upTo: 400)), as: UTF8.self)
    case 1: String(repeating: random.pick(["[", "{a=", "a.", "[[a]]\n", "keys."]), count: 2_000)
    case _: random.mutated(Self.full, words: Self.words)
    }
  }

  private func expectPlace(of mistake: ConfigurationMistake, in toml: String) throws {
    try #require(!mistake.message.isEmpty)
    let place = try #require(mistake.place, "no place: \(mistake)\n\(toml)")
    let lines = toml.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    try #require((1...lines.count).contains(place.line), "\(mistake)\n\(toml)")
    let length = lines[place.line - 1].count
    try #require((1...length + 2).contains(place.column), "\(mistake)\n\(toml)")
  }

  /// Whatever is bound, there is a way on from everywhere.
  private func expectUsable(_ configuration: Configuration) throws {
    let keymap = configuration.keymap
    for context in KeyContext.allCases {
      for command in keymap.essentials(in: context) {
        try #require(keymap.key(for: command, in: context) != nil, "\(command) in \(context)")
      }
    }
  }
}
