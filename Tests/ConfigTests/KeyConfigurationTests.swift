import Canvas
import Testing

@testable import Config
@testable import Console

/// The `[keys]` sections of the configuration.
@Suite struct KeyConfigurationTests {
  private func read(_ toml: String) throws -> Configuration {
    Configuration(toml: toml, path: "c.toml")
  }

  @Test func readsKeysByContext() throws {
    let configuration = try read(
      """
      [keys.requests]
      "x" = "none"
      'd' = "reject"
      F5 = "refresh"
      "g g" = "first"
      "Ctrl-a" = "mark-all"
      "=" = "sort"
      "\\u005D" = "reverse"
      "." = "retry"
      "#" = "note"

      [keys.all]
      "Up" = "page-up"

      [keys.history-entry]
      "Space" = "close"
      """)
    #expect(configuration.warnings == [])
    #expect(
      configuration.keys == [
        KeySetting(Chord(.character("x")), nil, in: .requests),
        KeySetting(Chord(.character("d")), .reject, in: .requests),
        KeySetting(Chord(.function(5)), .refresh, in: .requests),
        KeySetting(Chord(.character("g"), .character("g")), .first, in: .requests),
        KeySetting(Chord(.control("a")), .markAll, in: .requests),
        KeySetting(Chord(.character("=")), .sort, in: .requests),
        KeySetting(Chord(.character("]")), .reverse, in: .requests),
        KeySetting(Chord(.character(".")), .retry, in: .requests),
        KeySetting(Chord(.character("#")), .note, in: .requests),
        KeySetting(Chord(.up), .pageUp, in: nil),
        KeySetting(Chord(.character(" ")), .close, in: .historyEntry),
      ])
    #expect(configuration.keymap.command(for: .character("d"), in: .requests) == .reject)
  }

  @Test(arguments: [
    (
      "[keys.reqests]\nx = 'reject'",
      "c.toml:1:1: 'reqests' is no context; did you mean 'requests'?"
    ),
    (
      "[keys.everything]",
      """
      c.toml:1:1: 'everything' is no context; what is: groups, requests, detail, history, \
      history-entry, group, help, question, choice, door, leftovers, all.
      """
    ),
    ("[keys.prompt]\nx = 'x'", "c.toml:1:1: Keys can't be bound in 'prompt': there they are text."),
    (
      "[keys]\n x = 'reject'",
      """
      c.toml:2:2: 'x' has to stand in the section of a context, such as [keys.requests], \
      [keys.all].
      """
    ),
    (
      "[keys.all]\n  'Entr' = 'open'", "c.toml:2:3: 'Entr' is no key; did you mean 'Enter'?"
    ),
    (
      "[keys.all]\ngg = 'first'",
      "c.toml:2:1: 'gg' is no key; keys pressed one after the other are written 'g g'."
    ),
    (
      "[keys.all]\n'g nonsense' = 'first'",
      """
      c.toml:2:1: 'nonsense' is no key; keys are written 'x', 'X', '^d', 'Space', 'PgDn', 'F5', \
      or 'g g'.
      """
    ),
    ("[keys.all]\n'^i' = 'open'", "c.toml:2:1: Terminals send ^i as Tab: write 'Tab'."),
    ("[keys.all]\n'^1' = 'open'", "c.toml:2:1: Terminals can't send ^1; write '^' with a letter."),
    (
      "[keys.all]\n'x Esc' = 'open'",
      "c.toml:2:1: 'x Esc' can't be a chord: Esc drops one that is begun."
    ),
    (
      "[keys.requests]\n\nx = 'rejct'", "c.toml:3:5: 'rejct' is no command; did you mean 'reject'?"
    ),
    (
      "[keys.requests]\nx = 'ban them all'",
      "c.toml:2:5: 'ban them all' is no command; skydoor keys lists what there is."
    ),
    (
      "[keys.requests]\nx = 1",
      "c.toml:2:5: 'x' must be the name of a command in quotes, or \"none\"."
    ),
    (
      "[keys.requests]\nx = 'confirm'",
      "c.toml:2:5: 'confirm' does nothing in [keys.requests]; it acts in: question, door, leftovers."
    ),
    (
      "[keys.all]\nx = 'drop'",
      "c.toml:2:5: 'drop' does nothing in [keys.all]; it acts in: leftovers."
    ),
    (
      "[keys.groups]\n'Up' = 'sort'\n'↑' = 'reverse'",
      "c.toml:3:1: '↑' is set twice in this section; keep one."
    ),
    (
      "[keys.groups]\nx = 'sort'\n 'x' = 'undo'",
      "c.toml:3:2: 'x' is set twice in this section; keep one."
    ),
    (
      "[keys.groups]\r\nx = 'sort'\r\n\"\\u0078\" = 'undo'\r\n",
      "c.toml:3:1: 'x' is set twice in this section; keep one."
    ),
    (
      "[keys.groups]\n'g g' = 'first'\ng = 'last'",
      """
      c.toml:3:1: 'g' begins the chord 'g g', so it can't act alone; take another key for one of \
      them.
      """
    ),
    (
      "[keys.groups]\ng = 'last'\n'g g' = 'first'",
      """
      c.toml:3:1: 'g' begins the chord 'g g', so it can't act alone; take another key for one of \
      them.
      """
    ),
    (
      "[keys.question]\ny = 'none'",
      "c.toml:2:1: 'y' stays what it is: without it no key is left for 'confirm' in 'question'."
    ),
    (
      "[keys.groups]\nq = 'sort'\n'^c' = 'none'",
      "c.toml:3:1: '^c' stays what it is: without it no key is left for 'quit' in 'groups'."
    ),
    (
      "[keys.all]\n'Esc' = 'none'",
      "c.toml:2:1: 'Esc' stays what it is: without it no key is left for 'close' in 'detail'."
    ),
    ("keys.all = { 'Entr' = 'open' }", "c.toml:1:14: 'Entr' is no key; did you mean 'Enter'?"),
  ])
  func aMistakeIsSaidWithItsPlaceAndTheRestHolds(_ toml: String, _ sentence: String) throws {
    let configuration = try read(toml + "\n[keys.detail]\n\"d\" = \"reject\"")
    #expect(configuration.warnings == [sentence])
    #expect(configuration.keymap.command(for: .character("d"), in: .detail) == .reject)
  }

  @Test func theLastOfTwoKeysMayGoWhereAnotherOneCame() throws {
    let configuration = try read(
      "[keys.question]\ny = 'none'\nY = 'confirm'\n[keys.all]\nq = 'sort'\n'^c' = 'none'\nQ = 'quit'"
    )
    #expect(configuration.warnings == [])
    #expect(configuration.keymap.action(for: .character("y"), in: .question) == .unboundKey("y"))
    #expect(configuration.keymap.action(for: .character("Y"), in: .question) == .command(.confirm))
    #expect(configuration.keymap.command(for: .character("Q"), in: .groups) == .quit)
    #expect(configuration.keymap.command(for: .control("c"), in: .groups) == nil)
  }

  @Test func aKeyThatIsSwitchedOffMayBeginAChord() throws {
    let configuration = try read("[keys.requests]\ng = 'none'\n'g g' = 'first'")
    #expect(configuration.warnings == [])
    #expect(
      configuration.keymap.key(for: .first, in: .requests)
        == Chord(.character("g"), .character("g")))
  }

  @Test func aFilterWhoseKeyIsTakenSaysSo() throws {
    let configuration = try read(
      """
      [[filter]]
      name = "a"
      when = "x"
      key = "x"
      [[filter]]
      name = "b"
      when = "y"
      [keys.requests]
      1 = "sort"
      """)
    #expect(
      configuration.warnings == [
        "c.toml:4:7: 'key' is x, which is a key of 'reject'; write another one."
      ])
    #expect(configuration.filters.map(\.key) == [.character("x"), .character("2")])
  }

  @Test func everyMistakeIsFoundFromTopToBottom() {
    let reading = ConfigurationReading(
      toml: """
        [console]
        undo_secs = 1
        ascii = 1
        poll_seconds = 0

        [keys.requests]
        x = "rejct"
        [[rule]]
        name = ""
        when = "agee < 7d"
        suggest = "ban"
        [[filter]]
        name = "f"
        """, path: "c.toml")
    #expect(
      reading.mistakes.map(\.description) == [
        "c.toml:2:1: 'undo_secs' is not known here; did you mean 'undo_seconds'?",
        "c.toml:3:9: 'ascii' must be true or false.",
        "c.toml:4:16: 'poll_seconds' must be a number from 1 to 3600.",
        "c.toml:7:5: 'rejct' is no command; did you mean 'reject'?",
        "c.toml:9:8: 'name' is empty; write name = \"throw-away accounts\".",
        "c.toml:10:8: 'when', column 1: unknown field \"agee\": did you mean \"age\"?",
        "c.toml:11:11: 'suggest' must be \"reject\", \"approve\" or \"reject-and-block\".",
        "c.toml:12:1: This [[filter]] has no 'when'; write when = \"age < 7d\".",
      ])
    #expect(
      reading.mistakes.map(\.isPassedOver) == [true, false, false, true]
        + Array(repeating: false, count: 4))
  }

  @Test func theSettingsInForceCanBeReadBack() throws {
    let toml = """
      [console]
      undo_seconds = 0.5
      raid = "off"
      [keys.all]
      "g g" = "first"
      [keys.requests]
      "\\"" = "reject"
      "x" = "none"
      [[rule]]
      name = "a \\\\ \\u202E"
      when = 'name:"the team"'
      suggest = "reject"
      [[filter]]
      name = "young"
      when = "age < 2d"
      """
    let configuration = try read(toml)
    let text = configuration.toml(defaultTheme: "default")
    #expect(
      text == """
        [console]
        theme = "default"  # default
        undo_seconds = 0.5
        poll_seconds = 5  # default
        ascii = false  # default
        mouse = false  # default
        raid = "off"

        [door]
        how = "approval"  # default
        # for  is not set: a door stays shut until it is opened

        [keys.all]
        "g g" = "first"

        [keys.requests]
        "\\"" = "reject"
        "x" = "none"

        [[rule]]
        name = "a \\\\ \\U0000202e"
        when = "name:\\"the team\\""
        suggest = "reject"

        [[filter]]
        name = "young"
        when = "age < 2d"
        key = "1"

        """)
    var again = try read(text)
    again.theme = nil
    #expect(again == configuration)
  }
}
