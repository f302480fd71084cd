import ATProto
import ArgumentParser
import Foundation
import Moderation
import Text
import Words

/// Tells what was decided before.
struct HistoryCommand: ServiceCommand {
  /// How many decisions are read at a time.
  private static let page = 500

  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show what was decided, the newest first.",
    discussion: """
      It is told from the journal on this machine: the service is not asked. People, groups and \
      profiles are shown as they were when the decision was made.
      """)

  @Option(help: ArgumentHelp("Only in this group: an id, or a name it had.", valueName: "group"))
  var group: String?

  @Option(
    help: ArgumentHelp("Only about this person: a DID, or a handle they had.", valueName: "member"))
  var member: String?

  @Option(
    help: ArgumentHelp("Only since then: 2026-11-01, a full ISO time, or 7d.", valueName: "time"))
  var since: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only those whom this matched then, as in: age < 7d and label:spam", valueName: "filter"))
  var expression: String?

  @OptionGroup var length: ListLength

  @Flag(help: "Print JSON, one decision a line.")
  var json = false

  @Flag(help: "Print CSV, a header line first.")
  var csv = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    if json, csv { throw ValidationError("Choose one of --json and --csv.") }
  }

  func perform(in context: CommandContext) async throws {
    let since = try since.map { try time($0) }
    let filter = try expression.map { try HistoryFilter($0) }
    let member = try member.map { text throws(CommandError) in try MemberName(text) }
    let account = try context.accounts.session(context.account).did
    var printer = HistoryPrinter(format)
    guard let journal = try Journal.openIfThere(of: account, in: Paths.ofEnvironment().journals)
    else {
      try StandardStream.output.write(printer.text([]))
      tell("Nothing has been decided on this machine yet.")
      return
    }

    let finder = HistoryFinder(journal: journal)
    var query = HistoryQuery(since: since, limit: Self.page)
    if let group { query.group = try await finder.group(named: group) }
    if let member { query.member = try await finder.member(named: member) }
    var left = length.limit ?? .max
    repeat {
      let page = try await journal.history(query)
      let shown = page.filter { filter?.matches($0) ?? true }.prefix(left)
      try StandardStream.output.write(printer.text(Array(shown)))
      left -= shown.count
      query.before = page.last?.id
      if page.count < Self.page { break }
    } while left > 0
    if !printer.hasShownAny { tell("No decision matches.") }
  }

  /// Tells people something; nothing is added to data.
  private func tell(_ text: String) {
    if !json, !csv { StandardStream.people.tell(text + "\n") }
  }

  private var format: HistoryPrinter.Format {
    if json { .json } else if csv { .csv } else { .table }
  }

  private func time(_ text: String) throws(CommandError) -> Date {
    guard let date = Date(since: text, now: Date()) else {
      throw CommandError(
        "\"\(text.brief)\" is no time.",
        cure: "Write a date (2026-11-01), a time (2026-11-01T08:00:00Z), or how long ago (7d).",
        .badInput)
    }
    return date
  }
}

/// The decisions that `history --where` lets through.
struct HistoryFilter: Sendable {
  /// Fields that the journal does not have.
  private static let unavailable: Set<Filter.Field> = [.count(.asked), .flag(.repeat)]

  private let filter: Filter

  /// Throws with exit status 65, marking the place, for a mistake in the expression.
  init(_ text: String) throws(CommandError) {
    filter = try Filter(argument: text)
    guard let field = filter.fields.intersection(Self.unavailable).map(\.name).min() else { return }
    throw CommandError(
      "The history does not tell \"\(field)\".",
      cure: "See how often somebody was decided on with: skydoor history --member MEMBER",
      .badInput)
  }

  func matches(_ entry: JournalEntry) -> Bool { filter.matches(FilterSubject(entry)) }
}

/// Finds the group and the person that somebody means in a journal.
struct HistoryFinder: Sendable {
  let journal: Journal

  func group(named text: String) async throws -> Group.ID {
    try Self.group(named: text, among: try await journal.groups())
  }

  /// Throws with exit status 65 when that leads to no group or to several.
  static func group(
    named text: String, among groups: [PastGroup]
  ) throws(CommandError) -> Group.ID {
    let name = GroupName(text)
    if let group = try name.only(of: name.matches(in: groups)) { return group.id }
    throw CommandError(
      "Nothing was decided in a group called \"\(text.brief)\".",
      cure: groups.isEmpty ? "See all with: skydoor history" : "There are \(groups.choices).",
      .badInput)
  }

  /// Throws with exit status 65 for a handle that nobody had, or several.
  func member(named name: MemberName) async throws -> DID {
    switch name {
    case .did(let did): return did
    case .handle(let handle):
      let entries = try await journal.members(called: handle)
      guard let entry = entries.first else {
        throw CommandError(
          "Nothing was decided about anybody called @\(handle).",
          cure: "See all with: skydoor history", .badInput)
      }
      guard entries.count == 1, !handle.isPlaceholder else {
        throw CommandError.ambiguous(
          handle, "in the journal",
          among: entries.map {
            PossiblePerson($0.subject.person, "last decided on \($0.decidedAt.minuteText)")
          })
      }
      return entry.subject.person.did
    }
  }
}
