import ATProto
import ArgumentParser
import Console
import Moderation
import Terminal
import Text
import Themes

/// The console, which is what `skydoor` alone opens.
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Open the console.",
    discussion: "Asks for your handle and app password when nobody is signed in.")

  @OptionGroup var options: ConsoleOptions

  /// The command that an empty command line stands for.
  static var withoutOptions: ConsoleCommand {
    var command = ConsoleCommand()
    command.options = .none
    return command
  }

  func run() throws {
    // First of all, since without a terminal nobody can sign in either.
    guard Terminal.isThere else { throw CommandError(TerminalError.notATerminal) }
    let setup = try ConsoleSetup(options, paths: .ofEnvironment())
    let context = try CommandContext(options.global, besideScreen: true)
    let account = try context.consoleAccount(of: sessionOrSignIn(in: context))
    throw ExitCode(try ConsoleApp(setup, in: context).run(account))
  }

  /// The session to open with. When nobody is signed in, the prompt asks for one.
  private func sessionOrSignIn(in context: CommandContext) throws -> Session {
    let accounts = context.accounts
    do throws(Fault) {
      return try accounts.session(context.account)
    } catch {
      guard try accounts.all().isEmpty, let prompt = Prompt() else { throw error }
      prompt.say("No account is signed in.")
      return try SignIn(accounts: accounts, identifier: context.account, prompt: prompt).run()
    }
  }
}

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

  /// The values that the parser gives to an empty command line.
  static var none: ConsoleOptions {
    var options = ConsoleOptions()
    options.theme = nil
    options.ascii = false
    options.readOnly = false
    options.global = .none
    return options
  }
}

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
