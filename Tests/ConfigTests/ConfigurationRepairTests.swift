import Moderation
import Testing

@testable import Config
@testable import Console

/// A mistake costs the entry that it is in, and nothing else.
@Suite struct ConfigurationRepairTests {
  private static let rules = """
    [[rule]]
    name = "first"
    when = "age < 2d"
    suggest = "reject"

    [[rule]]
    name = "second"
    when = %
    suggest = "approve"

    [[filter]]
    name = "young"
    when = "age < 3d"
    """

  private func read(_ toml: String) -> Configuration { Configuration(toml: toml, path: "c.toml") }

  /// Where the mistakes are: `3:8`.
  private func places(_ configuration: Configuration) -> [String] {
    configuration.mistakes.map { mistake in
      mistake.place.map { "\($0.line):\($0.column)" } ?? "nowhere"
    }
  }

  @Test(arguments: [
    (#""agee < 7d""#, "8:8"), (#""""#, "8:8"), ("3", "8:8"),
    // What is no TOML.
    (#""age < 7d"#, "8:17"), ("", "8:8"), ("age < 7d", "8:8"), ("\"\u{0}\"", "8:9"),
    ("[", "9:1"), ("\"x\" \"y\"", "8:12"),
  ])
  func aRuleIsLeftOut(_ value: String, _ place: String) {
    let configuration = read(Self.rules.replacing("%", with: value))
    #expect(configuration.rules.map(\.name) == ["first"])
    #expect(configuration.filters.map(\.name) == ["young"])
    #expect(places(configuration) == [place], "\(configuration.warnings)")
    #expect(configuration.mistakes.map(\.name) == ["second"])
    #expect(configuration.mistakes.allSatisfy { $0.spoils(["rule"]) })
    #expect(!configuration.mistakes.contains { $0.spoils(["door"]) || $0.spoils(["filter"]) })
  }

  @Test func aTextThatIsNeverClosedTakesTheRestWithIt() {
    let configuration = read(Self.rules.replacing("%", with: #""""age"#))
    #expect(configuration.rules.map(\.name) == ["first"])
    #expect(configuration.filters.isEmpty)
    #expect(configuration.mistakes.map(\.name) == ["second"])
  }

  @Test func ofTwoRulesOfOneNameTheFirstStays() {
    let rules = Self.rules.replacing("%", with: "\"x\"").replacing("second", with: "first")
    let configuration = read(rules)
    #expect(
      configuration.rules == [
        Rule(name: "first", when: try! Filter("age < 2d"), suggest: .reject)
      ])
    #expect(configuration.mistakes.map(\.name) == ["first"])
  }

  @Test func aKeySetTwiceIsLeftOutWithAllItsLines() {
    let configuration = read(
      """
      [keys.requests]
      "x" = "undo"
      "x" = \"""
      reject
      \"""
      "d" = [
        "x = y",
      ]
      "y" = "reject"
      """)
    #expect(configuration.keys.map(\.command) == [.undo, .reject])
    #expect(places(configuration) == ["3:1", "6:7"])
  }

  /// Texts and arrays may have lines that look like others.
  @Test func aMistakeIsFoundBehindTextsOfSeveralLines() {
    let configuration = read(
      """
      rule = [
        { name = "a", when = "age < 1d", suggest = "reject" },
        { name = "b", when = \"""
      [console]
      ascii = 3\""", suggest = "reject" },
        { name = 'c', when = '''
      x''', suggest = "maybe" },
      ]
      [console]
      ascii = 3
      """)
    #expect(configuration.rules.map(\.name) == ["a"])
    #expect(places(configuration) == ["3:24", "7:17", "10:9"])
  }

  @Test func ofTwoFiltersWithOneKeyTheFirstStays() {
    let configuration = read(
      """
      [[filter]]
      name = "a"
      when = "x"
      key = "f"
      [[filter]]
      name = "b"
      when = "y"
      key = "f"
      """)
    #expect(configuration.filters.map(\.name) == ["a"])
  }

  @Test func aSettingIsLeftOutAloneAndAllTheOthersHold() {
    let configuration = read(
      """
      console.mouse = true
      [door]
      how = "disable
      for = "2h"
      [keys.requests]
      "x" = none
      "d" = "reject"
      "y" = "none
      [[rule]]
      name = "r"
      when = "age < 2d"
      suggest = "reject"
      """)
    #expect(configuration.mouse)
    #expect(configuration.door.measure == .approval)
    #expect(configuration.door.span == TimeSpan("2h"))
    #expect(configuration.keys.map(\.command) == [.reject])
    #expect(configuration.rules.map(\.name) == ["r"])
    #expect(configuration.mistakes.map { $0.place?.line } == [3, 6, 8])
    #expect(configuration.mistakes.map(\.entry) == [["door"], ["keys"], ["keys"]])
    #expect(configuration.mistakes[0].spoils(["door", "for"]))
  }

  /// What follows a header that can't be read is not the table's before it.
  @Test func aTableWhoseHeaderIsWrongIsLeftOut() {
    let configuration = read(
      """
      [keys.all]
      "F1" = "help"
      [keys.requests
      "x" = "undo"
      [console]
      mouse = true
      [é]
      ascii = true
      """)
    #expect(configuration.keys.map(\.command) == [.help])
    #expect(configuration.mouse && !configuration.ascii)
    #expect(configuration.mistakes.map(\.entry) == [["keys"], []])
    // It may have been any.
    #expect(configuration.mistakes[1].spoils(["door", "how"]))
  }

  @Test func ofATableThatIsThereTwiceTheSecondIsLeftOut() {
    let configuration = read(
      "[console]\nmouse = true\n[door]\nhow = \"disable\"\n[console]\nascii = true\n")
    #expect(configuration.mouse && !configuration.ascii)
    #expect(configuration.door.measure == .disable)
    #expect(configuration.mistakes.map { $0.place?.line } == [5])
  }

  @Test func whereNothingIsTOMLAllIsAsBuiltIn() {
    let configuration = read("<html>\n<p>Not found</p>\n")
    var builtIn = configuration
    builtIn = Configuration()
    #expect(configuration.keymap == builtIn.keymap && configuration.rules.isEmpty)
    #expect(!configuration.mistakes.isEmpty)
    #expect(configuration.mistakes.allSatisfy { $0.spoils(["door"]) && $0.spoils(["rule"]) })
  }

  @Test func aNameOfAnyLengthIsQuotedInPart() {
    let long = String(repeating: "n", count: 40_000)
    let configuration = read(
      """
      \(long) = 1
      [console]
      \(long) = 1
      [keys.requests]
      \(long) = "undo"
      d = "\(long)"
      [[rule]]
      name = "r"
      when = "\(long) < 1 and age < \(long)"
      suggest = "reject"
      [[filter]]
      name = "f"
      when = "is:\(long)"
      """)
    #expect(configuration.mistakes.count == 6)
    for warning in configuration.warnings { #expect(warning.count < 260, "\(warning)") }
  }
}
