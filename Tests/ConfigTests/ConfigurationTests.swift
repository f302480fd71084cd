import Canvas
import Moderation
import Testing

@testable import Config
@testable import Console

@Suite struct ConfigurationTests {
  @Test func nothingSetMeansTheDefaults() throws {
    let configuration = Configuration(toml: "", path: "config.toml")
    #expect(configuration == Configuration())
    #expect(configuration.undoDelay == .seconds(3))
    #expect(configuration.pollInterval == .seconds(5))
    #expect(configuration.raid == RaidLimit(people: 30, span: TimeSpan(10, .minutes)))
  }

  @Test func readsTheConsoleSection() throws {
    let text = """
      [console]
      theme = "mono"
      undo_seconds = 0.5
      poll_seconds = 30
      ascii = true
      mouse = true
      raid = "50 in 2h"
      """
    let configuration = Configuration(toml: text, path: "config.toml")
    #expect(configuration.raid == RaidLimit(people: 50, span: TimeSpan(2, .hours)))
    #expect(configuration.theme == "mono")
    #expect(configuration.undoDelay == .milliseconds(500))
    #expect(configuration.pollInterval == .seconds(30))
    #expect(configuration.ascii)
    #expect(configuration.mouse)
    #expect(configuration.warnings.isEmpty)
  }

  @Test func aRuleThatTrustsWhatPeopleSayIsAdvisedAgainst() throws {
    let text = """
      [[rule]]
      name = "good"
      when = "is:following and name:jo"
      suggest = "approve"
      [[rule]]
      name = "bad"
      suggest = "reject"
      when = "name:spam"
      [[rule]]
      name = "friends"
      when = "is:following or selflabel:trusted"
      suggest = "approve"
      """
    let reading = ConfigurationReading(toml: text, path: "c.toml")
    #expect(reading.mistakes.map(\.isAdvice) == [true])
    #expect(reading.mistakes.map(\.isPassedOver) == [true])
    let configuration = Configuration(toml: text, path: "c.toml")
    #expect(configuration.rules.map(\.name) == ["good", "bad", "friends"])
    #expect(configuration.warnings == [])
    #expect(
      configuration.advice == [
        """
        c.toml:11:8: The rule 'friends' suggests to approve whoever says the right thing of \
        themselves: anybody can set handle, name, bio, picture and self-labels. Add what others say, \
        such as 'label', 'is:following', 'known' or 'age'.
        """
      ])
  }

  @Test(arguments: [
    (
      "[console]\n\nundo_seconds = \"3\"",
      "config.toml:3:16: 'undo_seconds' must be a number from 0 to 60."
    ),
    (
      "[console]\nundo_seconds = -1",
      "config.toml:2:16: 'undo_seconds' must be a number from 0 to 60."
    ),
    (
      "[console]\npoll_seconds = 0.5",
      "config.toml:2:16: 'poll_seconds' must be a number from 1 to 3600."
    ),
    ("console.ascii = 1", "config.toml:1:17: 'ascii' must be true or false."),
    // Another table has a key of the same name.
    (
      "[other]\ntheme = 1\n[console]\ntheme = 1",
      "config.toml:4:9: 'theme' must be a text in quotes."
    ),
    ("[console]\nascii = 1", "config.toml:2:9: 'ascii' must be true or false."),
    // What is in a text of several lines is no setting, and what only looks like one is none.
    (
      "[other]\na = '''\n[console]\nascii = 2'''\n[console]\nascii = 1",
      "config.toml:6:9: 'ascii' must be true or false."
    ),
    (
      "[other] # \"\"\"\n\"'''\" = 1 # '''\n[console]\nascii = 1",
      "config.toml:4:9: 'ascii' must be true or false."
    ),
    ("[console]\nmouse = \"on\"", "config.toml:2:9: 'mouse' must be true or false."),
    ("[console]\ntheme = 1", "config.toml:2:9: 'theme' must be a text in quotes."),
    ("[door]\nhow = \"shut\"", "config.toml:2:7: 'how' must be \"approval\" or \"disable\"."),
    ("[door]\nhow = 1", "config.toml:2:7: 'how' must be a text in quotes."),
    (
      "[door]\nfor = \"soon\"",
      "config.toml:2:7: 'for' must be a time from 1s to 52w, such as \"2h\"."
    ),
    (
      "[door]\nfor = \"0m\"",
      "config.toml:2:7: 'for' must be a time from 1s to 52w, such as \"2h\"."
    ),
    ("console = 1", "config.toml:1:1: 'console' must be a section, [console]."),
  ])
  func aWrongValueNamesItsPlaceAndTheRule(_ text: String, _ sentence: String) {
    expectMistake(sentence, in: text)
  }

  @Test func readsTheDoorSection() throws {
    let text = "[door]\nhow = \"disable\"\nfor = \"2h\"\nwhen = 1"
    let configuration = Configuration(toml: text, path: "config.toml")
    #expect(configuration.door.measure == .disable)
    #expect(configuration.door.span == TimeSpan("2h"))
    #expect(
      configuration.warnings == [
        "config.toml:4:1: 'when' is not known here; what is: how, for."
      ])
    let shown = configuration.toml(defaultTheme: "default")
    #expect(shown.contains("[door]\nhow = \"disable\"\nfor = \"2h\"\n"))
    #expect(Configuration(toml: shown, path: "").door.span == TimeSpan("2h"))
    #expect(Configuration(toml: "", path: "").door.measure == .approval)
  }

  /// The parser below would end the program over them.
  @Test(arguments: [
    "[.a]", "[=]", "[é]", "[#]", "[ é", "[[\n", "[[ .a]]", "[\u{1}]", "[console]\n[.a]\n",
    "[console]\ntheme = \"\"\"\n[é]\n\"\"\" # \"\n[é]", "x = [ [1], \"]\" ]\n [é]",
  ])
  func aHeaderWithoutANameIsAMistake(_ text: String) {
    let reading = ConfigurationReading(toml: text, path: "config.toml")
    #expect(reading.mistakes.count >= 1)
  }

  @Test func whatOnlyLooksLikeAHeaderIsLeftAlone() throws {
    let text = "[[filter]]\nname = \"\"\"\n[é]\"\"\"\nwhen = 'x'\nkey = \"F\" # [é]\n"
    let reading = ConfigurationReading(toml: text, path: "config.toml")
    #expect(reading.mistakes.isEmpty)
    #expect(reading.configuration.filters.map(\.name) == ["[é]"])
  }

  @Test func aRaidCanBeNoBusinessOfTheConsoles() throws {
    #expect(Configuration(toml: "[console]\nraid = \"off\"", path: "").raid == nil)
  }

  @Test(arguments: [
    "", "on", "30", "30 in", "30 in 10", "in 10m", "30 in 10 m", "1 in 10m", "1001 in 10m",
    "30 in 4m", "30 in 25h", "-30 in 10m", "30 per 10m", "99999999999999999999 in 10m",
    "30 in 99999999999999999999m",
  ])
  func aLimitThatMakesNoSenseNamesItsPlaceAndTheForm(_ text: String) {
    expectMistake(
      """
      config.toml:2:8: 'raid' must be how many people within how long, such as "30 in 10m" (2 to \
      1000, 5m to 24h), or "off".
      """, in: "[console]\nraid = \"\(text)\"")
  }

  @Test(arguments: ["2 in 5m", "1000 in 24h", "30 in 1d", "40 in 300s"])
  func aLimitIsReadAsItIsWritten(_ text: String) throws {
    let raid = Configuration(toml: "[console]\nraid = \"\(text)\"", path: "").raid
    #expect(raid?.description == text)
  }

  @Test func textThatIsNotTOMLNamesLineAndColumn() {
    let mistakes = Configuration(toml: "[console]\ntheme = ", path: "config.toml").mistakes
    #expect(mistakes.map { $0.description.prefix(14) } == ["config.toml:2:"])
  }

  @Test func unknownNamesWarnAndAreNamedWithTheirLine() throws {
    let configuration = Configuration(
      toml: "[console]\nundo_secs = 3\n[colours]\na = 1", path: "config.toml")
    #expect(
      configuration.warnings == [
        "config.toml:2:1: 'undo_secs' is not known here; did you mean 'undo_seconds'?",
        "config.toml:3:1: 'colours' is not known here; what is: console, door, keys, rule, filter.",
      ])
  }

  // MARK: rules

  @Test func readsRulesInTheirOrder() throws {
    let text = """
      [[rule]]
      name = "throw-away"
      when = "age < 7d and followers < 3"
      suggest = "reject-and-block"

      [[rule]]
      name = "friends"
      when = 'is:following or name:"the team"'
      suggest = "approve"
      """
    let configuration = Configuration(toml: text, path: "config.toml")
    #expect(
      configuration.rules == [
        Rule(
          name: "throw-away", when: try Filter("age < 7d and followers < 3"),
          suggest: .rejectAndBlock),
        Rule(
          name: "friends", when: try Filter("is:following or name:\"the team\""), suggest: .approve),
      ])
    #expect(configuration.warnings == [])
  }

  @Test(arguments: [
    (
      "when = \"x\"\nsuggest = \"reject\"",
      "config.toml:6:1: This [[rule]] has no 'name'; write name = \"throw-away accounts\"."
    ),
    (
      "name = \"b\"\nsuggest = \"reject\"",
      "config.toml:6:1: This [[rule]] has no 'when'; write when = \"age < 7d and followers < 3\"."
    ),
    (
      "name = \"b\"\nwhen = \"x\"",
      "config.toml:6:1: This [[rule]] has no 'suggest'; write suggest = \"reject\"."
    ),
    (
      "name = \"b\"\n\nwhen = \"agee < 7d\"",
      "config.toml:9:8: 'when', column 1: unknown field \"agee\": did you mean \"age\"?"
    ),
    (
      "name = \"b\"\nwhen = \"age < 7\"",
      """
      config.toml:8:8: 'when', column 7: "7" is not a time: write a number and s, m, h, d or w, as in \
      7d.
      """
    ),
    (
      "name = \"b\"\nwhen = \" \"",
      "config.toml:8:8: 'when' is empty; write when = \"age < 7d and followers < 3\"."
    ),
    (
      "name = \"b\"\nwhen = \"x\"\nsuggest = \"ban\"",
      "config.toml:9:11: 'suggest' must be \"reject\", \"approve\" or \"reject-and-block\"."
    ),
    // Nobody who waits can be removed.
    (
      "name = \"b\"\nwhen = \"x\"\nsuggest = \"remove\"",
      "config.toml:9:11: 'suggest' must be \"reject\", \"approve\" or \"reject-and-block\"."
    ),
    ("name = 3", "config.toml:7:8: 'name' must be a text in quotes."),
    (
      "name = \"a\"\nwhen = \"x\"\nsuggest = \"reject\"",
      "config.toml:7:8: 'name' is that of another rule; rules are chosen by their names."
    ),
  ])
  func aWrongRuleNamesItsPlaceAndTheCure(_ second: String, _ sentence: String) {
    let text = """
      [[rule]]
      name = "a"
      when = "x"
      suggest = "reject"

      [[ rule ]]
      \(second)
      """
    expectMistake(sentence, in: text)
  }

  @Test(arguments: [
    (
      "[rule]\nname = \"a\"", "config.toml:1:1: 'rule' must be written with two brackets, [[rule]]."
    ),
    ("rule = [1]", "config.toml:1:1: 'rule' must be written with two brackets, [[rule]]."),
    (
      "\nrule = [{ name = \"a\" }]",
      "config.toml:2:9: This [[rule]] has no 'when'; write when = \"age < 7d and followers < 3\"."
    ),
    // What looks like a table in a text of several lines is none.
    (
      "[[rule]]\nname = \"\"\"\n[[rule]]\nwhen = 1\n\"\"\"\nwhen = \"(\"\nsuggest = \"reject\"",
      "config.toml:6:8: 'when', column 2: something to match is missing here."
    ),
  ])
  func unusualWaysToWriteTables(_ text: String, _ sentence: String) {
    expectMistake(sentence, in: text)
  }

  @Test func unknownKeysOfRulesAndFiltersWarnWithTheirOwnLines() throws {
    let text = """
      [[filter]]
      name = "a"
      when = "x"
      [[filter]]
      name = "b"
      when = "y"
      suggest = "reject"
      [[rule]]
      name = "a"
      when = "x"
      suggest = "reject"
      key = "1"
      """
    #expect(
      Configuration(toml: text, path: "config.toml").warnings == [
        "config.toml:7:1: 'suggest' is not known here; what is: name, when, key.",
        "config.toml:12:1: 'key' is not known here; what is: name, when, suggest.",
      ])
  }

  // MARK: filters

  @Test func filtersWithoutAKeyGetTheDigitsThatAreLeft() throws {
    let keys = ["", "key = \"1\"", "", "key = \"^f\"", "key = \"3\"", "key = \"Space\""]
    let tables = (keys + Array(repeating: "", count: 8)).enumerated().map { index, key in
      "[[filter]]\nname = \"f\(index)\"\nwhen = \"age < \(index)d\"\n\(key)\n"
    }
    let filters = Configuration(toml: tables.joined(), path: "config.toml").filters
    #expect(
      filters.map(\.key) == [
        .character("2"), .character("1"), .character("4"), .control("f"), .character("3"),
        .character(" "), .character("5"), .character("6"), .character("7"), .character("8"),
        .character("9"), nil, nil, nil,
      ])
    #expect(
      filters[1] == NamedFilter(name: "f1", expression: "age < 1d", key: .character("1")))
  }

  @Test(arguments: [
    (
      "name = \"b\"\nwhen = \"x\"\nkey = \"f\"",
      "config.toml:8:7: 'key' is f, and so is that of the filter 'a'; write another one."
    ),
    (
      "name = \"b\"\nwhen = \"x\"\nkey = \"gg\"",
      """
      config.toml:8:7: 'key' must be the name of one key, such as "1", "F", "^f" or "F5".
      """
    ),
    (
      "name = \"b\"\nwhen = \"x\"\nkey = 1", "config.toml:8:7: 'key' must be a text in quotes."
    ),
    (
      "name = \"b\"\nwhen = \"x or\"",
      "config.toml:7:8: 'when', column 5: something to match is missing here."
    ),
    (
      "when = \"x\"",
      "config.toml:5:1: This [[filter]] has no 'name'; write name = \"new accounts\"."
    ),
    (
      "name = \"b\"", "config.toml:5:1: This [[filter]] has no 'when'; write when = \"age < 7d\"."
    ),
  ])
  func aWrongFilterNamesItsPlaceAndTheCure(_ second: String, _ sentence: String) {
    let text = """
      [[filter]]
      name = "a"
      when = "x"
      key = "f"
      [[filter]]
      \(second)
      """
    expectMistake(sentence, in: text)
  }

  /// It is among the mistakes found, and what it is in is left out.
  private func expectMistake(
    _ sentence: String, in text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let found = ConfigurationReading(toml: text, path: "config.toml").mistakes
    let mistake = found.first { $0.description == sentence }
    #expect(mistake?.isPassedOver == false, sourceLocation: sourceLocation)
  }
}
