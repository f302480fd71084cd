import ArgumentParser
import Moderation
import Text

/// What the program is called, and which release it is.
enum Program {
  static let name = "skydoor"
  static let version = "0.1.0"
}

/// The program as somebody's login shell. It is then started without arguments, which opens the
/// console, or with `-c` and a whole command line as one argument (`ssh HOST groups --json`).
enum LoginShell {
  /// The arguments to parse: the words of the command line after `-c`, which may begin with the
  /// program's name or leave it out. Any other arguments are returned unchanged.
  static func arguments(for arguments: [String]) throws(CommandError) -> [String] {
    guard arguments.count == 2, arguments[0] == "-c" else { return arguments }
    guard let words = arguments[1].shellWords else {
      throw CommandError(
        "The command after -c ends in the middle of a quotation.",
        cure: "Close its quotes, and quote them for your own shell too.", .usage)
    }
    let namesProgram = words.first?.split(separator: "/").last == Program.name[...]
    return Array(namesProgram ? words.dropFirst() : words[...])
  }
}

extension CommandError {
  /// A word in the place of a command's name that names no command; nil where there is none. The
  /// argument parser takes such a word for an argument of the default command, and `help` ignores it.
  init?(unknownCommandIn arguments: [String], of root: any ParsableCommand.Type) {
    var command = root
    var path = [Program.name]
    for word in arguments.first == "help" ? arguments.dropFirst() : arguments[...] {
      let commands = command.configuration.subcommands
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      if let next = commands.first(where: { $0._commandName == word }) {
        command = next
        path.append(word)
        continue
      }
      let parent = path.joined(separator: " ")
      let nearest = word.nearest(in: commands.map { $0._commandName })
      self.init(
        "\(parent) has no command '\(word.brief)'.",
        cure: nearest.map { "Did you mean: \(parent) \($0)?" }
          ?? "See what there is with: \((["skydoor help"] + path.dropFirst()).joined(separator: " "))",
        .usage)
      return
    }
    return nil
  }
}

extension String {
  /// A sentence of the argument parser, with long quotations from the command line cut short.
  func quotingBriefly(_ arguments: [String]) -> String {
    arguments.flatMap { [$0, $0.split(separator: "=", maxSplits: 1).last.map(String.init) ?? $0] }
      .filter { $0.unicodeScalars.count > 60 }
      .reduce(self) { $0.replacing($1, with: $1.brief) }
  }
}
