import ArgumentParser
import Config
import Console
import Foundation
import Themes

/// The manual page, made from the commands, the keys and the exit statuses as they are.
struct ManualPage {
  private let root: any ParsableCommand.Type
  private var page: Roff
  private let everywhere: [ArgumentDescription]

  /// - Parameter root: the program's main command, with all others below it.
  init(of root: any ParsableCommand.Type) throws {
    self.root = root
    page = Roff(
      "skydoor", section: 1, footer: .plain("skydoor \(root.configuration.version)"))
    everywhere = try CommandDescription(GlobalOptions.self).arguments ?? []
    addOpening()
    try addCommands()
    addKeys(of: .standard)
    addSettings()
    addFiles()
    addExitStatuses()
    addExamples()
  }

  var text: String { page.text }

  private mutating func addOpening() {
    page.section("NAME")
    page.paragraph(
      .plain("skydoor - \(root.configuration.abstract.lowercasedFirst.withoutStop)"))
    page.section("SYNOPSIS")
    page.lines([
      .bold("skydoor") + " [" + .italic("option") + " ...]",
      .bold("skydoor ") + .italic("command") + " [" + .italic("argument") + " ...]",
    ])
    page.section("DESCRIPTION")
    page.paragraph(
      """
      A terminal console for people who own Bluesky group chats. It lists the groups that the \
      signed-in account owns and the people waiting to join them; one key rejects or approves the \
      person under the cursor. Without a command it opens the console. The commands do the same \
      work for scripts: what they print with --json is one object a line, and they say nothing \
      where all went well and nobody watches.
      """)
  }

  private mutating func addCommands() throws {
    page.section("COMMANDS")
    page.paragraph("All commands that work with an account or the configuration take:")
    for argument in everywhere { add(argument) }
    // Everybody expects these, so that the page leaves them out.
    let hidden = Set(everywhere.map(\.name) + ["--help", "--version"])
    for type in root.configuration.subcommands { try add(type, hidden: hidden) }
  }

  /// - Parameter parent: the command that it is a part of.
  private mutating func add(
    _ type: any ParsableCommand.Type, of parent: String? = nil, hidden: Set<String>
  ) throws {
    let command = try CommandDescription(type)
    let name = [parent, command.commandName].compactMap { $0 }.joined(separator: " ")
    let parts = type.configuration.subcommands
    page.subsection(.plain(name))
    if parts.isEmpty {
      let usage = type.configuration.usage ?? command.usage(as: name, without: hidden)
      page.lines(usage.split(separator: "\n").map { .usage(String($0)) })
    }
    for text in [command.abstract, command.discussion].compactMap({ $0 }) {
      page.paragraph(.plain(text))
    }
    for argument in command.arguments ?? [] where !hidden.contains(argument.name) {
      add(argument)
    }
    for part in parts { try add(part, of: name, hidden: hidden) }
  }

  private mutating func add(_ argument: ArgumentDescription) {
    page.item(.usage(argument.title), .plain(argument.help))
  }

  private mutating func addKeys(of keymap: Keymap) {
    page.section("KEYS")
    var explained: Set<Command> = []
    page.paragraph(
      "As they are built in; the configuration can bind others, and skydoor keys lists those in force."
    )
    for context in KeyContext.allCases where context != .question {
      add(keymap.bindings(in: context).filter { explained.insert($0.command).inserted })
    }
    page.subsection("While something is asked")
    add(keymap.bindings(in: .question).filter { !explained.contains($0.command) })
  }

  private mutating func add(_ bindings: [Binding]) {
    for binding in bindings {
      let keys = binding.chords.map { RoffText.bold($0.description) }
      page.item(
        keys.dropFirst().reduce(keys[0]) { $0 + ", " + $1 }, .plain(binding.command.summary))
    }
  }

  private mutating func addSettings() {
    page.section("SETTINGS")
    page.paragraph(
      """
      They stand in config.toml (see FILES). skydoor config check finds what is wrong with them; \
      skydoor config show prints those in force.
      """)
    for section in Configuration.described(defaultTheme: Themes.names[0]) {
      page.subsection(.plain(section.title))
      for setting in section.settings {
        let standard = setting.standard.map { "; without it, \($0) holds" } ?? ""
        page.item(
          .bold(setting.key), .plain("\(setting.doc) It must be \(setting.form)\(standard)."))
      }
    }
    page.subsection("[keys.context]")
    page.paragraph(
      """
      "x" = "reject" has a key give a command in a context, or in [keys.all] everywhere the command \
      acts; "none" switches the key off. skydoor keys lists contexts, keys and commands.
      """)
  }

  private mutating func addFiles() {
    page.section("FILES")
    page.item(
      .italic("$XDG_CONFIG_HOME/skydoor/config.toml"),
      "The configuration: settings, keys, doors, rules, filters. Without the variable, ~/.config is meant."
    )
    page.item(
      .italic("$XDG_CONFIG_HOME/skydoor/themes/*.toml"), "Your own themes.")
    page.item(
      .italic("$XDG_STATE_HOME/skydoor/sessions/"),
      "The sessions. Without the variable, ~/.local/state is meant. Nobody else may read them.")
    page.item(
      .italic("$XDG_STATE_HOME/skydoor/journals/"),
      "The journals: what was decided about whom, when and why, and what links were before doors were shut."
    )
    page.item(
      .italic("$XDG_CACHE_HOME/skydoor/"),
      "What was last seen; it can be deleted. Without the variable, ~/.cache is meant.")
  }

  private mutating func addExitStatuses() {
    page.section("EXIT STATUS")
    page.item(.bold("0"), "All done.")
    for status in ExitStatus.allCases where status != .interrupted {
      page.item(.bold(String(status.rawValue)), .plain(status.meaning))
    }
    page.item(
      .bold("128") + "+" + .italic("n"),
      "Stopped by signal n, after what was on its way has settled: 130 for ^C.")
  }

  private mutating func addExamples() {
    page.section("EXAMPLES")
    add(example: "skydoor demo", "Try the console on made-up people; nothing leaves the machine.")
    add(
      example: """
        skydoor requests --where 'age < 7d and not is:following' --json | \
        skydoor reject --stdin --yes
        """, "Reject everybody with a new account whom you do not follow, in all groups.")
    add(
      example: "skydoor sweep --rule throw-away --dry-run",
      "Show whom a rule of the configuration would turn away, and why.")
    add(
      example: "skydoor sweep --rule throw-away --yes --note 'nightly sweep'",
      "Turn them away, from cron: not a word unless something fails.")
    add(
      example: "skydoor door shut --all --for 2h --yes && skydoor door watch",
      "Let nobody into any group unseen for two hours; then have every link as it was.")
  }

  private mutating func add(example: String, _ words: RoffText) {
    page.item(.bold(example), words)
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

/// A command as the argument parser describes it: what `--experimental-dump-help` prints.
struct CommandDescription: Decodable {
  private struct Tool: Decodable {
    let command: CommandDescription
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let arguments: [ArgumentDescription]?

  init(_ type: any ParsableArguments.Type) throws {
    self = try JSONDecoder().decode(Tool.self, from: Data(type._dumpHelp().utf8)).command
  }

  /// The usage line, for a command that does not define its own.
  /// - Parameters:
  ///   - name: its own, after those of the commands it is part of.
  ///   - hidden: the names of options that are explained elsewhere.
  func usage(as name: String, without hidden: Set<String>) -> String {
    let own = arguments?.filter { !hidden.contains($0.name) } ?? []
    return (["skydoor", name] + own.map(\.usage)).joined(separator: " ")
  }
}

/// An argument or an option as the argument parser describes it.
struct ArgumentDescription: Decodable {
  enum Kind: String, Decodable {
    case positional, option, flag
  }

  struct Name: Decodable {
    let kind: String
    let name: String

    /// `--json`, `-h`
    var text: String { (kind == "long" ? "--" : "-") + name }
  }

  let kind: Kind
  let isOptional: Bool
  let isRepeating: Bool
  let names: [Name]?
  let preferredName: Name?
  let valueName: String?
  let defaultValue: String?
  let abstract: String?

  /// `--json`; for an argument without one, what stands for its value.
  var name: String { preferredName?.text ?? "<\(valueName ?? "")>" }

  /// In the line that shows how a command is used: `[--note <text>]`.
  var usage: String {
    let text = kind == .option ? "\(name) <\(valueName ?? "")>" : name
    return (isOptional ? "[\(text)]" : text) + (isRepeating ? " ..." : "")
  }

  /// At the head of its explanation: `-h, --help`.
  var title: String {
    let names = names.map { $0.map(\.text).joined(separator: ", ") } ?? name
    return kind == .option ? "\(names) <\(valueName ?? "")>" : names
  }

  /// What it does.
  var help: String {
    (abstract ?? "") + (defaultValue.map { " Without it: \($0)." } ?? "")
  }
}
