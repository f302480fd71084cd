import ArgumentParser
import Moderation

/// Whom `reject` and `approve` decide about.
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
    NamedPeople(verdict: verdict, members: try named(), groupName: group)
  }

  private func named() throws(CommandError) -> [NamedMember] {
    try stdin ? MemberLines.ofStandardInput(hasGroup: group != nil) : members.map(NamedMember.init)
  }
}
