import ArgumentParser

/// What there is to do with the configuration.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check or show the configuration.",
    subcommands: [
      ConfigCheckCommand.self, ConfigPathCommand.self, ConfigShowCommand.self,
    ])
}
