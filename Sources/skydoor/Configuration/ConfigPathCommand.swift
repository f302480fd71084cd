import ArgumentParser

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
