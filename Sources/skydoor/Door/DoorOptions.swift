import ArgumentParser

/// Whose doors a command shuts or opens, and how it is to go about it.
struct DoorOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The groups' ids or names.", valueName: "group"))
  var groups: [String] = []

  @Flag(help: "All of them.")
  var all = false

  @Flag(help: "Say what would be done, and send nothing.")
  var dryRun = false

  @Flag(help: "Do not ask before anything is sent.")
  var yes = false

  @Flag(help: "Print JSON, one group a line.")
  var json = false

  func validate() throws {
    if all, !groups.isEmpty { throw ValidationError("Name groups, or use --all: not both.") }
    if !all, groups.isEmpty { throw ValidationError("Name a group, or use --all.") }
  }

  /// The owner has named the one door that it is about, so that nothing is asked.
  var asksNothing: Bool { yes || dryRun || (!all && groups.count == 1) }

  /// Before anything else: a command in a script must not work for a minute and then give up.
  func requireSomebodyToAsk(_ prompt: Prompt?) throws(CommandError) {
    guard !asksNothing, prompt == nil else { return }
    throw CommandError(
      "There is no terminal to ask on before the doors of several groups are moved.",
      cure: "Add --yes if you are sure, or --dry-run to see.", .usage)
  }

  /// Asks, where that is to be asked.
  /// - Throws: where the answer is no, once that is said.
  func ask(_ question: String, _ prompt: Prompt?) throws {
    guard !asksNothing else { return }
    guard let prompt, prompt.agrees(to: question) else {
      StandardStream.error.tell("Nothing was sent.\n")
      throw ExitCode(ExitStatus.incomplete.rawValue)
    }
  }
}
