import Testing

@testable import Console

@Suite struct ConfigurationTests {
  @Test func nothingSetMeansTheDefaults() throws {
    let configuration = try Configuration(toml: "", path: "config.toml")
    #expect(configuration == Configuration())
    #expect(configuration.undoDelay == .seconds(3))
  }

  @Test func readsTheConsoleSection() throws {
    let text = """
      [console]
      theme = "mono"
      undo_seconds = 0.5
      ascii = true
      """
    let configuration = try Configuration(toml: text, path: "config.toml")
    #expect(configuration.theme == "mono")
    #expect(configuration.undoDelay == .milliseconds(500))
    #expect(configuration.ascii)
    #expect(configuration.warnings.isEmpty)
  }

  @Test(arguments: [
    (
      "[console]\n\nundo_seconds = \"3\"",
      "config.toml:3: 'undo_seconds' must be a number from 0 to 60."
    ),
    (
      "[console]\nundo_seconds = -1", "config.toml:2: 'undo_seconds' must be a number from 0 to 60."
    ),
    ("[console]\nascii = 1", "config.toml:2: 'ascii' must be true or false."),
    ("[console]\ntheme = 1", "config.toml:2: 'theme' must be a text in quotes."),
    ("console = 1", "config.toml:1: 'console' must be a section, [console]."),
  ])
  func aWrongValueNamesItsPlaceAndTheRule(_ text: String, _ sentence: String) {
    #expect(throws: ConfigurationError(sentence)) {
      try Configuration(toml: text, path: "config.toml")
    }
  }

  @Test func textThatIsNotTOMLNamesLineAndColumn() {
    let error = #expect(throws: ConfigurationError.self) {
      try Configuration(toml: "[console]\ntheme = ", path: "config.toml")
    }
    #expect(error?.description.hasPrefix("config.toml:2:") == true)
  }

  @Test func unknownNamesWarnAndAreNamedWithTheirLine() throws {
    let configuration = try Configuration(
      toml: "[console]\nundo_secs = 3\n[colours]\na = 1", path: "config.toml")
    #expect(
      configuration.warnings == [
        "config.toml:3: 'colours' is not known here; what is: console.",
        "config.toml:2: 'undo_secs' is not known here; what is: theme, undo_seconds, ascii.",
      ])
  }
}
