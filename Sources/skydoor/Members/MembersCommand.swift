import ArgumentParser
import Foundation
import Moderation
import Words

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

  func perform(in context: CommandContext) async throws {
    guard stdin || !remove.isEmpty else { return try await list(in: context) }
    let members = try NamedMember.all(
      remove, orStandardInput: stdin, hasGroup: group != nil)
    let people = NamedPeople(verdict: .remove, members: members, groupName: group)
    try await DecisionRun(people, decisions, inputIsTaken: stdin).perform(in: context)
  }

  private func list(in context: CommandContext) async throws {
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(notice: { status.show($0) })
    let resolver = GroupResolver(groups: try await service.groups())
    for group in try resolver.groups(named: group) {
      var table = PeopleTable(
        middle: [.init("ROLE"), .init("ADDED BY", dispensability: 3)], now: Date())
      var unreadable = 0
      for try await page in service.members(of: group.id) {
        unreadable += page.unreadable
        status.clear()
        guard !page.isEmpty else { continue }
        try StandardStream.output.write(
          decisions.json
            ? page.map { $0.json(groupName: group.name).line }.joined()
            : table.lines(
              page.map {
                .init(person: $0.person, middle: [$0.role.text, $0.addedBy?.mention ?? ""])
              })
        )
      }
      status.clear()
      UnreadableEntries(unreadable, .member, of: group).tell(json: decisions.json)
    }
    await service.tellOfLabelers()
  }
}

extension GroupMember {
  /// As `members --json` prints it, and as `members --stdin` takes it.
  fileprivate func json(groupName: String) -> JSONValue {
    .object(
      .group(group, groupName) + person.identityFields + [
        .init("role", .string(role.protocolName)),
        .init("addedBy", .string(addedBy?.did.description)),
      ] + person.evidenceFields)
  }
}

extension GroupMember.Role {
  /// As the protocol names it.
  fileprivate var protocolName: String {
    switch self {
    case .owner: "owner"
    case .standard: "standard"
    case .other(let name): name
    }
  }
}
