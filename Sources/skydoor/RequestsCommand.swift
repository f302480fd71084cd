import ArgumentParser
import Foundation
import Moderation

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

  func perform(in context: Context) async throws {
    let now = Date()
    let filter = try expression.map { try Filter(argument: $0) }
    let status = StatusLine()
    defer { status.clear() }
    let service = try context.service(
      journal: filter?.needsPersonHistory == true ? .personHistories : .nothing,
      notice: { status.show($0) })
    let reader = try await RequestReader(service, for: filter)
    let owned = try await service.groups()
    let chosen = try GroupResolver(groups: owned).chosen(group)

    var table = RequestTable(namesGroup: group == nil, now: now)
    let needsProfile = filter?.needsProfile ?? false
    var isEmpty = true
    var unreadable = [Unreadable(group == nil ? owned.unreadable : 0, .group)]
    for group in chosen {
      var (requests, profiles) = (0, 0)
      for try await page in service.requests(in: group.id) {
        let read = try await reader.read(page)
        requests += page.unreadable
        profiles += read.unreadable
        let listed = read.filter { filter?.matches($0.subject(in: group, now: now)) ?? true }
        status.clear()
        guard !listed.isEmpty else { continue }
        isEmpty = false
        try StandardStream.output.write(
          json
            ? listed.map { $0.json(groupName: group.name, showsProfile: needsProfile).line }
              .joined()
            : table.lines(listed.map(\.request), of: group))
      }
      unreadable += [
        Unreadable(requests, .request, of: group), Unreadable(profiles, .profile, of: group),
      ]
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
