import ArgumentParser
import Moderation
import Words

/// Lists the groups that the account owns.
struct GroupsCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "List your groups, and how many wait in each.")

  @Flag(help: "Print JSON, one group a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let status = ProgressLine()
    defer { status.clear() }
    let listing = try await context.listing { status.show($0) }
    let groups = listing.groups
    status.clear()
    let unreadable = UnreadableEntries(listing.unreadable, .group)
    unreadable.tell(json: json)
    if json {
      try StandardStream.output.write(groups.map(\.json.line).joined())
    } else if groups.isEmpty {
      if unreadable.isNothing { StandardStream.people.tell("You own no group.\n") }
    } else {
      var table = Table([
        .init("GROUP", least: 12), .init("WAITING", .trailing),
        .init("UNREAD", .trailing, dispensability: 3),
        .init("MEMBERS", .trailing, dispensability: 2), .init("LOCK", dispensability: 1),
        .init("LINK", dispensability: 4),
      ])
      try StandardStream.output.write(table.lines(groups.map(\.row)))
    }
  }
}

extension Group {
  fileprivate var row: [String] {
    [
      name, waiting.description, unread == 0 ? "" : String(unread), "\(memberCount)/\(memberLimit)",
      lockStateText, link?.settingsText ?? "none",
    ]
  }
}

extension Group {
  /// As `groups --json` prints it.
  var json: JSONValue {
    .object([
      .init("id", .string(id)),
      .init("name", .string(name)),
      .init("memberCount", .number(memberCount)),
      .init("memberLimit", .number(memberLimit)),
      .init("pending", .number(pending)),
      .init("pendingIsCapped", .bool(pendingIsCapped)),
      .init("unread", .number(unread)),
      .init("lock", .string(lock.rawValue)),
      .init("link", link.json),
    ])
  }
}
