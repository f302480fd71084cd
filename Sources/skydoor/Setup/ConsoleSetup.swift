import Console
import Foundation
import Terminal
import Themes

/// How the console is to look and behave: the command line first, then the configuration file, then
/// what is built in.
struct ConsoleSetup {
  let theme: Theme
  /// Where the other themes are.
  let themes: ThemeDirectory
  let ascii: Bool
  let mouse: Bool
  var settings: Settings
  /// What was wrong without keeping the console from opening.
  let warnings: [String]

  /// - Throws: a ``CommandError`` for a configuration that can't be used or a theme that isn't there.
  init(_ options: ConsoleOptions, paths: Paths) throws(CommandError) {
    let configuration = try ConfigurationFile(options.global, paths: paths).read()
    themes = ThemeDirectory(paths)
    let catalog = themes.catalog
    let source = try themes.source(
      named: options.theme ?? configuration.theme ?? Themes.names[0], in: catalog,
      options.theme == nil ? .badConfiguration : .usage)
    let faults: [String]
    (theme, faults) = Theme.read(source, in: catalog)
    ascii = options.ascii || configuration.ascii
    mouse = configuration.mouse
    settings = Settings(
      readOnly: options.readOnly, canBeSuspended: Terminal.canBeSuspended,
      undoDelay: configuration.undoDelay, pollInterval: configuration.pollInterval,
      door: configuration.door, raid: configuration.raid, rules: configuration.rules,
      keymap: configuration.keymap)
    warnings = configuration.warnings + configuration.advice + faults
  }
}
