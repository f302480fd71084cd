import ArgumentParser

/// How a command that decides is to go about it.
struct DecisionOptions: ParsableArguments {
  /// What a note can hold, in characters.
  static let noteLimit = 1_000

  @Flag(help: "Say what would be done, and send nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Keep this note with the decisions, in the journal.", valueName: "text"))
  var note: String?

  @Flag(help: "Do not ask before anything is sent.")
  var yes = false

  @Flag(help: "Print JSON, one decision a line.")
  var json = false

  func validate() throws {
    guard let note else { return }
    if !note.contains(where: { !$0.isWhitespace }) {
      throw ValidationError("The note is empty. Write one, or leave --note out.")
    }
    if note.contains(where: \.isNewline) {
      throw ValidationError("A note is one line. Take the line ends out of it.")
    }
    if note.count > Self.noteLimit {
      throw ValidationError(
        "The note has \(note.count) characters. Shorten it to \(Self.noteLimit).")
    }
  }
}
