import ArgumentParser
import Config
import Words

/// Prints which key does what.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the keys of the console, as they are bound now.",
    discussion: "The owner's own filters have no command.")

  @Flag(help: "Print JSON, one key a line.")
  var json = false

  @Flag(help: "Print Markdown: the tables of README.md.")
  var markdown = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if json, markdown { throw ValidationError("Choose one of --json and --markdown.") }
  }

  private struct Entry {
    let context: String
    let key: String
    let command: String?
    let help: String
  }

  func run() throws {
    let configuration = try ConfigurationFile(global, paths: .ofEnvironment()).read()
    StandardStream.error.tell(configuration.warnings)
    let entries = KeyContext.allCases.flatMap {
      Self.entries(of: configuration.keymap, in: $0)
    }
    if markdown {
      let tables = KeyTable.all(of: configuration.keymap).map(\.markdown)
      try StandardStream.output.write(tables.joined(separator: "\n"))
    } else if json {
      try StandardStream.output.write(entries.map { Self.json($0).line }.joined())
    } else {
      var table = Table([
        .init("CONTEXT", dispensability: 1), .init("KEY"), .init("COMMAND", dispensability: 2),
        .init("DOES", least: 26),
      ])
      try StandardStream.output.write(
        table.lines(entries.map { [$0.context, $0.key, $0.command ?? "", $0.help] }))
    }
  }

  private static func entries(of keymap: Keymap, in context: KeyContext) -> [Entry] {
    let commands = keymap.bindings(in: context).flatMap { binding in
      binding.chords.map { chord in
        Entry(
          context: context.rawValue, key: chord.description, command: binding.command.name,
          help: binding.command.summary)
      }
    }
    let filters = keymap.filters(in: context).compactMap { filter in
      filter.key.map { key in
        Entry(
          context: context.rawValue, key: key.description, command: nil,
          help: "Filter: \(filter.name)")
      }
    }
    return commands + filters
  }

  private static func json(_ entry: Entry) -> JSONValue {
    .object([
      .init("context", .string(entry.context)), .init("key", .string(entry.key)),
      .init("command", .string(entry.command)), .init("help", .string(entry.help)),
    ])
  }
}

/// A table of keys and what they do, as Markdown.
struct KeyTable {
  private let rows: [(keys: [Chord], does: String)]

  /// The keys of the lists, and those that only a group's page has.
  static func all(of keymap: Keymap) -> [KeyTable] {
    let lists = [KeyContext.requests, .groups]
    let known = Set(lists.flatMap(keymap.commands))
    return [
      KeyTable(keymap, lists) { _ in true },
      KeyTable(keymap, [.group]) { !known.contains($0) },
    ]
  }

  private init(
    _ keymap: Keymap, _ contexts: [KeyContext], where isMeant: (Command) -> Bool
  ) {
    let commands = contexts.flatMap(keymap.commands).filter(isMeant).unique
    rows = commands.compactMap { command in
      let keys = contexts.flatMap { keymap.chords(for: command, in: $0) }.unique
      return keys.isEmpty ? nil : (keys, command.summary)
    }
  }

  var markdown: String {
    let lines = rows.map { row in
      "| \(row.keys.map(Self.code).joined(separator: " ")) | \(row.does) |\n"
    }
    return "| key | does |\n| --- | --- |\n" + lines.joined()
  }

  private static func code(_ keys: Chord) -> String {
    let name = keys.description.replacing("|", with: "\\|")
    return name.contains("`") ? "`` \(name) ``" : "`\(name)`"
  }
}
