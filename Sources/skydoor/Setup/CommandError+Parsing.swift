import ArgumentParser
import Moderation
import Text

extension CommandError {
  /// A word in the place of a command's name that is none; nil where all are. The argument parser
  /// takes one for an argument of the default command, and `help` takes it for nothing.
  init?(unknownCommandIn arguments: [String]) {
    var command: any ParsableCommand.Type = Skydoor.self
    var path = ["skydoor"]
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
  /// A sentence of the argument parser's, with what it quotes of the command line cut short.
  func quotingBriefly(_ arguments: [String]) -> String {
    arguments.flatMap { [$0, $0.split(separator: "=", maxSplits: 1).last.map(String.init) ?? $0] }
      .filter { $0.unicodeScalars.count > 60 }
      .reduce(self) { $0.replacing($1, with: $1.brief) }
  }
}
