import ArgumentParser

/// What `reject` and `approve` take.
struct DecisionOptions: ParsableArguments {
  static let discussion = """
    GROUP is a group's id or its name. MEMBER is a DID, or the handle of someone who waits. With \
    --stdin they are read from standard input, one a line: what "requests --json" prints, or \
    DIDs alone. Nothing is sent before all of it has been read and understood.
    """

  static func usage(_ command: String) -> String {
    """
    skydoor \(command) <group> <member> ... [--dry-run] [--yes] [--json]
    skydoor \(command) [<group>] --stdin [--dry-run] [--yes] [--json]
    """
  }

  @Argument(help: "The group's id or name. Lines of JSON name their own.")
  var group: String?

  @Argument(help: ArgumentHelp("Whom to decide about.", valueName: "member"))
  var members: [String] = []

  @Flag(help: "Read whom to decide about from standard input.")
  var stdin = false

  @Flag(help: "Say what would be done, and send nothing.")
  var dryRun = false

  @Flag(help: "Do not ask before deciding about several people.")
  var yes = false

  @Flag(help: "Print JSON, one decision a line.")
  var json = false

  func validate() throws {
    if stdin, !members.isEmpty {
      throw ValidationError("With --stdin, members are read from standard input alone.")
    }
    if !stdin, members.isEmpty {
      throw ValidationError("Name a group and at least one member, or use --stdin.")
    }
  }
}
