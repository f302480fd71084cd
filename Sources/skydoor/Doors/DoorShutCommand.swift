import ATProto
import ArgumentParser
import Config
import Foundation
import Moderation
import Words

/// Shuts the doors of groups.
struct DoorShutCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "shut", abstract: "Shut the doors of groups.",
    usage: """
      skydoor door shut <group> ... [--for <time>] [--how approval|disable] [--dry-run] [--yes] [--json]
      skydoor door shut --all [--for <time>] [--how approval|disable] [--dry-run] [--yes] [--json]
      """,
    discussion: """
      Before the doors of several groups are shut it asks, unless --yes is given. With --for they open \
      by themselves while the console or "skydoor door watch" runs. A door that is shut already stays \
      so, for as long as is said now. What fails can be tried again: what a link was at first is kept.
      """)

  @OptionGroup var doors: DoorOptions

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("How long: 30m, 2h, 7d, or ever.", valueName: "time"))
  var span: DoorSpan?

  @Option(help: ArgumentHelp("How they are shut.", valueName: "measure"))
  var how: Door.Measure?

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let prompt = Prompt()
    try doors.requireSomebodyToAsk(prompt)
    let configuration = try ConfigurationFile(global, paths: .ofEnvironment()).read()
    if how == nil { try configuration.requireSound("door", "how") }
    if span == nil { try configuration.requireSound("door", "for") }
    StandardStream.error.tell(configuration.warnings)
    let measure = how ?? configuration.door.measure
    let span = span.map(\.span) ?? configuration.door.span

    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(
      journal: doors.dryRun ? .reading : .writing, notice: { status.show($0) })
    let owned = try await service.groups()
    let groups = try chosen(owned)
    status.clear()
    if doors.all { UnreadableEntries(owned.unreadable, .group).tell(json: doors.json) }
    if doors.dryRun {
      return try tellWhatWouldBeDone(groups, measure, shut: try await service.doors())
    }
    guard !groups.isEmpty else {
      return status.say(owned.unreadable == 0 ? "You own no group." : "No door can be shut.")
    }
    try doors.ask(question(groups, measure, span), prompt)

    let until = span.map { Date() + $0.seconds }
    let run = DoorRun(
      action: .shut(measure), total: groups.count, options: doors, status: status)
    try await run.perform { settled in
      await service.shut(groups, by: measure, until: until, settled: settled)
    } retry: { failed in
      (["skydoor door shut"] + failed + ["--how", measure.rawValue]
        + (span.map { ["--for", $0.description] } ?? [])).joined(separator: " ")
    }
  }

  private func chosen(_ groups: LossyArray<Group>) throws(CommandError) -> [Group] {
    if doors.all { return groups.elements }
    return try GroupResolver(groups: groups).groups(named: doors.groups)
  }

  private func question(
    _ groups: [Group], _ measure: Door.Measure, _ span: TimeSpan?
  ) -> String {
    let what = groups.count == 1 ? "the door" : "\(groups.count) doors"
    let time = span.map { "for \($0)" } ?? "until you open them"
    return "Shut \(what) of \(groups.map { "\"\($0.name)\"" }.joined(separator: ", ")) \(time)? "
      + "(\(measure.text))"
  }

  private func tellWhatWouldBeDone(
    _ groups: [Group], _ measure: Door.Measure, shut: [Door]
  ) throws {
    let shut = Set(shut.filter { $0.state == .shut }.map(\.group))
    for group in groups {
      let reason =
        measure.reason(toLeave: group).map { shut.contains(group.id) ? .shutAlready : $0 }
      try StandardStream.answer(
        .door(
          group.id, group.name, .shut(measure), outcome: reason == nil ? "dry-run" : "unneeded",
          link: group.link),
        reason.map { "\"\(group.name)\": \($0.sentence)" }
          ?? "Would shut \"\(group.name)\": \(measure.text).",
        json: doors.json)
    }
  }
}

/// How long doors are to stay shut, as it is typed: `2h`, or `ever`.
enum DoorSpan: ExpressibleByArgument, Sendable {
  case span(TimeSpan)
  case ever

  init?(argument: String) {
    if argument == "ever" {
      self = .ever
    } else if let span = TimeSpan(argument), DoorSettings.allows(span) {
      self = .span(span)
    } else {
      return nil
    }
  }

  var span: TimeSpan? {
    switch self {
    case .span(let span): span
    case .ever: nil
    }
  }
}

extension Door.Measure: ExpressibleByArgument {}
