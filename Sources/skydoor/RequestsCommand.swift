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
    let filter = try expression.map { try RequestFilter($0, now: now) }
    let status = StatusLine()
    defer { status.clear() }
    let service = try context.service(notice: { status.show($0) })
    let owned = try await service.groups()
    let chosen = try group.map { try [GroupResolver(groups: owned).group(named: $0)] } ?? owned

    var table = RequestTable(namesGroup: group == nil, now: now)
    var isEmpty = true
    for group in chosen {
      for try await page in service.requests(in: group.id) {
        status.clear()
        let page = filter.map { filter in page.filter { filter.matches($0, in: group) } } ?? page
        guard !page.isEmpty else { continue }
        isEmpty = false
        try StandardStream.output.write(
          json
            ? page.map { $0.json(groupName: group.name).line }.joined()
            : table.lines(page, of: group))
      }
    }
    status.clear()
    if isEmpty, !json {
      StandardStream.people.tell(
        filter == nil ? "Nobody is waiting.\n" : "Nobody who waits matches.\n")
    }
  }
}
