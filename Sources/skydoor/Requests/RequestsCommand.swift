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

  @Option(help: "What to list them by; without it, group by group as the service lists them.")
  var sort: RequestOrder?

  @Flag(help: "List them the other way around.")
  var reverse = false

  @OptionGroup var length: ListLength

  @Flag(help: "Print JSON, one request a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if reverse, sort == nil { throw ValidationError("--reverse needs --sort.") }
  }

  func perform(in context: CommandContext) async throws {
    let filter = try expression.map { try Filter(argument: $0) }
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(
      journal: filter?.needsPersonHistory == true ? .reading : .unused,
      notice: { status.show($0) })
    let reader = try await RequestReader(service, for: filter, needsProfile: sort == .followers)
    let owned = try await service.groups()
    let chosen = try GroupResolver(groups: owned).groups(named: group)

    var printer = RequestPrinter(
      namesGroup: group == nil, showsProfile: reader.needsProfile, json: json)
    var unreadable = [UnreadableEntries(group == nil ? owned.unreadable : 0, .group)]
    var left = length.limit ?? .max
    var kept: [RequestPrinter.Row] = []
    for group in chosen {
      unreadable += try await reader.read(
        group, while: { left > 0 },
        { page in
          let rows = page.filter {
            filter?.matches($0.subject(in: group, now: printer.now)) ?? true
          }.map { RequestPrinter.Row(listed: $0, group: group) }
          guard sort == nil else {
            kept += rows
            return
          }
          status.clear()
          try StandardStream.output.write(printer.text(rows.prefix(left)))
          left -= min(left, rows.count)
        })
    }
    status.clear()
    try StandardStream.output.write(printer.text(ordered(kept).prefix(left)))
    await service.tellOfLabelers()
    for part in unreadable { part.tell(json: json) }
    if printer.isEmpty, !json, unreadable.allSatisfy(\.isNothing) {
      StandardStream.people.tell(
        filter == nil ? "Nobody is waiting.\n" : "Nobody who waits matches.\n")
    }
  }

  private func ordered(_ rows: [RequestPrinter.Row]) -> [RequestPrinter.Row] {
    guard let sort else { return rows }
    let order = sort.order(
      of: rows.count, isReversed: reverse, { rows[$0].listed.request },
      followers: { rows[$0].listed.profile?.followers })
    return order.map { rows[$0.index] }
  }
}

extension RequestOrder: ExpressibleByArgument {}

/// Prints requests, page by page.
private struct RequestPrinter {
  struct Row {
    let listed: ListedRequest
    let group: Group
  }

  /// The time that ages are reckoned from.
  let now = Date()
  private(set) var isEmpty = true
  private let namesGroup: Bool
  private let showsProfile: Bool
  private let json: Bool
  private var table: PeopleTable

  init(namesGroup: Bool, showsProfile: Bool, json: Bool) {
    self.namesGroup = namesGroup
    self.showsProfile = showsProfile
    self.json = json
    table = PeopleTable(
      leading: namesGroup ? [.init("GROUP", least: 12, dispensability: 3)] : [],
      middle: [.init("WAITED", .trailing, dispensability: 2)]
        + (showsProfile ? [.init("FOLLOWERS", .trailing, dispensability: 2)] : []),
      now: now)
  }

  mutating func text(_ rows: some Collection<Row>) -> String {
    guard !rows.isEmpty else { return "" }
    isEmpty = false
    if json {
      return rows.map { row in
        row.listed.json(groupName: row.group.name, showsProfile: showsProfile).line
      }.joined()
    }
    return table.lines(
      rows.map { row in
        PeopleTable.Row(
          leading: namesGroup ? [row.group.name] : [], person: row.listed.request.person,
          middle: [table.age(since: row.listed.request.requestedAt)]
            + (showsProfile ? [row.listed.profile?.followers.map(String.init) ?? "-"] : []))
      })
  }
}
