import ArgumentParser
import Config
import Foundation
import Moderation
import Terminal
import Text
import Themes

/// What there is to do with the configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check or show the configuration.",
    subcommands: [
      ConfigCheckCommand.self, ConfigPathCommand.self, ConfigShowCommand.self,
    ])
}

/// Says everything that is wrong with the configuration, and with the theme that it names.
struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say everything that is wrong with the configuration.",
    discussion: """
      Each mistake is a line: the file, the line, the column, what is wrong and what to write. \
      Without any the exit status is 0, otherwise 78. A rule that suggests to approve people because \
      of what they say of themselves is no mistake, but is told, too.
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let paths = try Paths.ofEnvironment()
    let file = ConfigurationFile(global, paths: paths)
    let text = try file.text()
    let reading = file.reading(text)
    let themeMistakes = themeMistakes(reading, file.path, paths: paths)
    let lines = reading.mistakes.map(\.description) + themeMistakes
    try StandardStream.output.write(lines.map { $0.safeForPeople + "\n" }.joined())
    guard themeMistakes.isEmpty, reading.mistakes.allSatisfy(\.isAdvice) else {
      throw ExitCode(.badConfiguration)
    }
    StandardStream.people.tell(
      (text == nil
        ? "There is no \(file.path): all is as built in." : "\(file.path) has no mistake.")
        .safeForPeople + "\n")
  }

  private func themeMistakes(
    _ reading: ConfigurationReading, _ path: String, paths: Paths
  ) -> [String] {
    let themes = ThemeDirectory(paths)
    let catalog = themes.catalog
    if let fault = catalog.fault { return [fault] }
    guard let name = reading.configuration.theme else { return [] }
    if let source = catalog.source(named: name) { return Theme.read(source, in: catalog).warnings }
    let cure =
      catalog.nearestName(to: name).map { "did you mean '\($0)'?" }
      ?? "take one of \(catalog.names.joined(separator: ", ")), or make \(themes.path)/\(name).toml."
    return [
      ConfigurationMistake(
        "There is no theme '\(name.brief)'; \(cure)", path: path, place: reading.themePlace
      ).description
    ]
  }
}

/// Says which file is read.
struct ConfigPathCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Print the path of the configuration, whether it is there or not."
  )

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let file = ConfigurationFile(global, paths: try .ofEnvironment())
    try StandardStream.output.write(file.path + "\n")
  }
}

/// Shows the settings in force.
struct ConfigShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the settings in force, as a configuration file.",
    discussion: """
      What is as it is without a configuration is marked: # default. Where an entry had to be left \
      out the exit status is 78.
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let configuration = try ConfigurationFile(global, paths: .ofEnvironment()).read()
    StandardStream.error.tell(configuration.warnings)
    try StandardStream.output.write(configuration.toml(defaultTheme: Themes.names[0]))
    // What was to be in force and is not.
    try configuration.requireSound()
  }
}
