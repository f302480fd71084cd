import ArgumentParser
import Themes

/// The options of a command that opens the console.
struct ConsoleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Draw with this theme.", valueName: "name"),
    completion: .list(Themes.names))
  var theme: String?

  @Flag(help: "Draw with ASCII characters alone.")
  var ascii = false

  @Flag(help: "Look, but decide nothing.")
  var readOnly = false

  @OptionGroup var global: GlobalOptions

  /// As the parser leaves them where none is given.
  static var none: ConsoleOptions {
    var options = ConsoleOptions()
    options.theme = nil
    options.ascii = false
    options.readOnly = false
    options.global = .none
    return options
  }
}
