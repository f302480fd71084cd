import ArgumentParser
import Moderation

/// Lists the groups that the account owns.
struct GroupsCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "List your groups, and how many wait in each.")

  @Flag(help: "Print JSON, one group a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    let status = StatusLine()
    defer { status.clear() }
    let groups = try await context.listing { status.show($0) }.groups
    status.clear()
    if json {
      try StandardStream.output.write(groups.map(\.json.line).joined())
    } else if groups.isEmpty {
      StandardStream.people.tell("You own no group.\n")
    } else {
      var table = Table([
        .init("GROUP"), .init("WAITING", .trailing), .init("UNREAD", .trailing),
        .init("MEMBERS", .trailing), .init("LOCK"), .init("LINK"),
      ])
      try StandardStream.output.write(table.lines(groups.map(\.row)))
    }
  }
}

extension Group {
  fileprivate var row: [String] {
    [
      name, waiting.description, unread == 0 ? "" : String(unread), "\(memberCount)/\(memberLimit)",
      lockText, link?.text ?? "none",
    ]
  }

  private var lockText: String {
    switch lock {
    case .unlocked: "open"
    case .locked: lockIsModeration ? "locked by moderation" : "locked"
    case .lockedPermanently: "locked for good"
    }
  }
}

extension JoinLink {
  fileprivate var text: String {
    guard enabled else { return "off" }
    var words = ["on"]
    switch rule {
    case "anyone": break
    case "followedByOwner": words.append("followed by you")
    case _: words.append(rule)
    }
    words.append(requireApproval ? "with approval" : "no approval")
    return words.joined(separator: ", ")
  }
}
