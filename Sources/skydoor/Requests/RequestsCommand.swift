import ArgumentParser
import Foundation
import Moderation
import Words

/// Lists the people waiting.
struct RequestsCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "requests", abstract: "List the people waiting to join.")

  @Argument(help: "A group's id or name; without it, every group that you own.")
  var group: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those whom this matches, as in: age < 7d and not is:following", valueName: "filter"))
  var expression: String?

  @Flag(help: "Print JSON, one request a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let now = Date()
    let filter = try expression.map { try Filter(argument: $0) }
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(
      journal: filter?.needsPersonHistory == true ? .reading : .unused,
      notice: { status.show($0) })
    let reader = try await RequestReader(service, for: filter)
    let owned = try await service.groups()
    let chosen = try GroupResolver(groups: owned).groups(named: group)

    let namesGroup = group == nil
    var table = PeopleTable(
      leading: namesGroup ? [.init("GROUP")] : [], middle: [.init("WAITED", .trailing)], now: now)
    let needsProfile = filter?.needsProfile ?? false
    var isEmpty = true
    var unreadable = [UnreadableEntries(namesGroup ? owned.unreadable : 0, .group)]
    for group in chosen {
      unreadable += try await reader.read(group) { page in
        let listed = page.filter { filter?.matches($0.subject(in: group, now: now)) ?? true }
        status.clear()
        guard !listed.isEmpty else { return }
        isEmpty = false
        try StandardStream.output.write(
          json
            ? listed.map { $0.json(groupName: group.name, showsProfile: needsProfile).line }
              .joined()
            : table.lines(
              listed.map {
                .init(
                  leading: namesGroup ? [group.name] : [], person: $0.request.person,
                  middle: [table.age(since: $0.request.requestedAt)])
              }))
      }
    }
    status.clear()
    await service.tellOfLabelers()
    for part in unreadable { part.tell(json: json) }
    if isEmpty, !json, unreadable.allSatisfy(\.isNothing) {
      StandardStream.people.tell(
        filter == nil ? "Nobody is waiting.\n" : "Nobody who waits matches.\n")
    }
  }
}
