import Text

/// The program in the place of a login shell. As one it is started without arguments, which opens
/// the console, or with `-c` and a command line in one text (`ssh HOST groups --json`).
enum LoginShell {
  /// The arguments that are meant: those of the command line after `-c`, which may name the
  /// program or leave it out; any others as they are.
  static func arguments(for arguments: [String]) throws(CommandError) -> [String] {
    guard arguments.count == 2, arguments[0] == "-c" else { return arguments }
    guard let words = arguments[1].shellWords else {
      throw CommandError(
        "The command after -c ends in the middle of a quotation.",
        cure: "Close its quotes, and quote them for your own shell too.", .usage)
    }
    let namesProgram = words.first?.split(separator: "/").last == "skydoor"
    return Array(namesProgram ? words.dropFirst() : words[...])
  }
}
