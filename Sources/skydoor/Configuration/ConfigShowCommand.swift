import ArgumentParser
import Config
import Themes

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
