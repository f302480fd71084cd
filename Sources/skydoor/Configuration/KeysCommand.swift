import ArgumentParser
import Config

/// Prints which key does what.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List the keys of the console, as they are bound now.",
    discussion: "The owner's own filters have no command.")

  @Flag(help: "Print JSON, one key a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  private struct Entry {
    let context: String
    let key: String
    let command: String?
    let help: String
  }

  func run() throws {
    let configuration = try ConfigurationFile(global, paths: .ofEnvironment()).read()
    StandardStream.error.tell(configuration.warnings)
    let entries = Config.Context.allCases.flatMap {
      Self.entries(of: configuration.keymap, in: $0)
    }
    if json {
      try StandardStream.output.write(entries.map { Self.json($0).line }.joined())
    } else {
      var table = Table([.init("CONTEXT"), .init("KEY"), .init("COMMAND"), .init("DOES")])
      try StandardStream.output.write(
        table.lines(entries.map { [$0.context, $0.key, $0.command ?? "", $0.help] }))
    }
  }

  private static func entries(of keymap: Keymap, in context: Config.Context) -> [Entry] {
    let commands = keymap.bindings(in: context).flatMap { binding in
      binding.chords.map { chord in
        Entry(
          context: context.rawValue, key: chord.description, command: binding.command.name,
          help: binding.command.does)
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
