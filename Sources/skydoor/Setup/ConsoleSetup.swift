import Console
import Foundation
import Terminal
import Themes

/// How the console is to look and behave: the command line first, then the configuration file, then
/// what is built in.
struct ConsoleSetup {
  let theme: Theme
  let ascii: Bool
  let settings: Settings
  /// What was wrong without keeping the console from opening.
  let warnings: [String]

  /// - Throws: a ``CommandError`` for a configuration that can't be used or a theme that isn't there.
  init(_ options: ConsoleOptions, paths: Paths) throws(CommandError) {
    let configuration = try ConfigurationFile(options.global, paths: paths).read()
    let (theme, faults) = try Self.theme(options, configuration, paths: paths)
    self.theme = theme
    ascii = options.ascii || configuration.ascii
    settings = Settings(
      readOnly: options.readOnly, undoDelay: configuration.undoDelay,
      pollInterval: configuration.pollInterval, rules: configuration.rules,
      keymap: configuration.keymap)
    warnings = configuration.warnings + faults
  }

  /// A theme in the owner's own directory goes before a built-in one of the same name.
  private static func theme(
    _ options: ConsoleOptions, _ configuration: Configuration, paths: Paths
  ) throws(CommandError) -> (Theme, warnings: [String]) {
    let name = options.theme ?? configuration.theme ?? Themes.names[0]
    let path = "\(paths.config)/themes/\(name).toml"
    if !name.contains("/"), let text = try? String(contentsOfFile: path, encoding: .utf8) {
      return Theme.read(text, name: path)
    }
    guard let source = Themes.source(name) else {
      throw CommandError(
        "There is no theme '\(name)'.",
        cure: "Take one of \(Themes.names.joined(separator: ", ")), or make \(path).",
        options.theme == nil ? .badConfiguration : .usage)
    }
    return Theme.read(source, name: name)
  }
}
