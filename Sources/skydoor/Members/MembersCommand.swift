import ArgumentParser
import Foundation
import Moderation

/// Lists the members of a group, or removes some of them.
struct MembersCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "members", abstract: "List the members of a group, or remove some of them.",
    usage: """
      skydoor members <group> [--json]
      skydoor members <group> --remove <member> ... [--dry-run] [--note <text>] [--yes] [--json]
      skydoor members [<group>] --stdin [--dry-run] [--note <text>] [--yes] [--json]
      """,
    discussion: """
      GROUP is a group's id or its name. MEMBER is a DID, or the handle of a member. With --stdin \
      whom to remove is read from standard input, one a line: what "members --json" prints, or \
      DIDs alone. Nothing is sent before all of it has been read and understood. Before removing \
      several people it asks, unless --yes is given. The owner can't be removed.
      """)

  @Argument(help: "The group's id or name. Lines of JSON name their own.")
  var group: String?

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Whom to remove.", valueName: "member"))
  var remove: [String] = []

  @Flag(help: "Read whom to remove from standard input.")
  var stdin = false

  @OptionGroup var decisions: DecisionOptions
  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if stdin, !remove.isEmpty {
      throw ValidationError("With --stdin, members are read from standard input alone.")
    }
    if !stdin, group == nil { throw ValidationError("Name a group.") }
    if !stdin, remove.isEmpty, decisions.dryRun || decisions.yes || decisions.note != nil {
      throw ValidationError("Name whom to remove, with --remove or --stdin.")
    }
  }

  func perform(in context: Context) async throws {
    guard stdin || !remove.isEmpty else { return try await list(in: context) }
    let members =
      try stdin
      ? MemberLines.ofStandardInput(hasGroup: group != nil) : remove.map(NamedMember.init)
    let people = NamedPeople(verdict: .remove, members: members, groupName: group)
    try await DecisionRun(people, decisions, inputIsTaken: stdin).perform(in: context)
  }

  private func list(in context: Context) async throws {
    let status = StatusLine()
    defer { status.clear() }
    let service = try context.service(notice: { status.show($0) })
    let resolver = GroupResolver(groups: try await service.groups())
    for group in try resolver.chosen(group) {
      var table = MemberTable(now: Date())
      var unreadable = 0
      for try await page in service.members(of: group.id) {
        unreadable += page.unreadable
        status.clear()
        guard !page.isEmpty else { continue }
        try StandardStream.output.write(
          decisions.json
            ? page.map { $0.json(groupName: group.name).line }.joined() : table.lines(page.elements)
        )
      }
      status.clear()
      Unreadable(unreadable, .member, of: group).tell(json: decisions.json)
    }
    await service.tellOfLabelers()
  }
}
