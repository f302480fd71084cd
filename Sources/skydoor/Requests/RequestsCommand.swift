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

    var table = RequestTable(namesGroup: group == nil, now: now)
    let needsProfile = filter?.needsProfile ?? false
    var isEmpty = true
    var unreadable = [UnreadableEntries(group == nil ? owned.unreadable : 0, .group)]
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
        UnreadableEntries(requests, .request, of: group),
        UnreadableEntries(profiles, .profile, of: group),
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

/// The people waiting, as a table for people.
struct RequestTable {
  private let namesGroup: Bool
  private let now: Date
  private var table: Table

  /// - Parameters:
  ///   - namesGroup: begin each line with the group, for a list of several.
  ///   - now: what waits and ages are reckoned from.
  init(namesGroup: Bool, now: Date) {
    self.namesGroup = namesGroup
    self.now = now
    table = Table(
      (namesGroup ? [.init("GROUP")] : []) + [
        .init("NAME"), .init("HANDLE"), .init("WAITED", .trailing), .init("AGE", .trailing),
        .init("LABELS"), .init("RELATION"),
      ])
  }

  mutating func lines(_ requests: [JoinRequest], of group: Group) -> String {
    table.lines(
      requests.map { request in
        let person = request.person
        return (namesGroup ? [group.name] : []) + [
          person.displayName, person.mention,
          age(since: request.requestedAt),
          age(since: person.createdAt),
          person.tellingLabels.joined(separator: ","), person.relationList,
        ]
      })
  }

  private func age(since date: Date?) -> String {
    date.map { Age(from: $0, to: now).short } ?? "-"
  }
}
