import ArgumentParser
import Moderation

/// Rejects people who wait.
struct RejectCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject people waiting to join.",
    usage: MemberOptions.usage("reject"), discussion: MemberOptions.discussion)

  @OptionGroup var people: MemberOptions
  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    try await DecisionRun(people.people(for: .reject), decisions, inputIsTaken: people.stdin)
      .perform(in: context)
  }
}

/// Approves people who wait.
struct ApproveCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approve people waiting to join.",
    usage: MemberOptions.usage("approve"),
    discussion: MemberOptions.discussion + " Seats go to those who are named first.")

  @OptionGroup var people: MemberOptions
  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    try await DecisionRun(people.people(for: .approve), decisions, inputIsTaken: people.stdin)
      .perform(in: context)
  }
}

/// Whom `reject` and `approve` decide on.
struct MemberOptions: ParsableArguments {
  static let discussion = """
    GROUP is a group's id or its name. MEMBER is a DID, or the handle of someone who waits; one that \
    several have is refused. With --stdin they are read from standard input, one a line: what "requests --json" prints, or \
    DIDs alone. Nothing is sent before all of it has been read and understood. Before deciding \
    about several people it asks, unless --yes is given.
    """

  static func usage(_ command: String) -> String {
    """
    skydoor \(command) <group> <member> ... [--dry-run] [--note <text>] [--yes] [--json]
    skydoor \(command) [<group>] --stdin [--dry-run] [--note <text>] [--yes] [--json]
    """
  }

  @Argument(help: "The group's id or name. Lines of JSON name their own.")
  var group: String?

  @Argument(help: ArgumentHelp("Whom to decide about.", valueName: "member"))
  var members: [String] = []

  @Flag(help: "Read whom to decide about from standard input.")
  var stdin = false

  func validate() throws {
    if stdin, !members.isEmpty {
      throw ValidationError("With --stdin, members are read from standard input alone.")
    }
    if !stdin, members.isEmpty {
      throw ValidationError("Name a group and at least one member, or use --stdin.")
    }
  }

  /// Reads and understands the names. Throws with exit status 65 at the first that can't be used.
  func people(for verdict: Decision.Verdict) throws(CommandError) -> NamedPeople {
    NamedPeople(
      verdict: verdict,
      members: try NamedMember.all(members, orStandardInput: stdin, hasGroup: group != nil),
      groupName: group)
  }
}

/// The options of every command that decides.
struct DecisionOptions: ParsableArguments {
  /// The longest note, in characters.
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
