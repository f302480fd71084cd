import Console
import Moderation
import Terminal
import Text
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
  /// The command that says all that is wrong.
  let check: String
  /// What was wrong without keeping the console from opening.
  let warnings: [String]

  /// - Throws: a ``CommandError`` for a configuration that can't be read, and for a theme on the
  ///   command line that isn't there.
  init(_ options: ConsoleOptions, paths: Paths) throws(CommandError) {
    let configuration = try ConfigurationFile(options.global, paths: paths).read()
    themes = ThemeDirectory(paths)
    let catalog = themes.catalog
    check =
      "skydoor config check"
      + (options.global.config.map { " --config \($0.shellQuoted)" } ?? "")
    var warnings =
      configuration.warnings + configuration.advice + [catalog.fault].compactMap(\.self)
    let source: ThemeSource
    do throws(CommandError) {
      source = try themes.source(
        named: options.theme ?? configuration.theme ?? Themes.names[0], in: catalog, .usage)
    } catch {
      guard options.theme == nil else { throw error }
      warnings.append("\(error.message) \(error.cure)")
      source = try themes.source(named: Themes.names[0], in: catalog, .usage)
    }
    let faults: [String]
    (theme, faults) = Theme.read(source, in: catalog)
    ascii = options.ascii || configuration.ascii
    mouse = configuration.mouse
    settings = Settings(
      configuration, readOnly: options.readOnly, canBeSuspended: Terminal.canBeSuspended)
    self.warnings = warnings + faults
  }
}
