import ArgumentParser
import Foundation
import Moderation
import Text
import Words

/// Opens doors again.
struct DoorOpenCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open doors again: their links are what they were before.",
    usage: """
      skydoor door open <group> ... [--dry-run] [--yes] [--json]
      skydoor door open --all [--dry-run] [--yes] [--json]
      """,
    discussion: """
      What somebody has changed about a link while its door was shut stays, and is said. Before \
      several doors are opened it asks, unless --yes is given.
      """)

  @OptionGroup var doors: DoorOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let prompt = Prompt()
    try doors.requireSomebodyToAsk(prompt)
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(
      journal: doors.dryRun ? .reading : .writing, notice: { status.show($0) })
    let shut = try await chosen(try await service.doors(), with: service)
    guard !shut.isEmpty else { return status.say("No door is shut.") }
    if doors.dryRun { return try tellWhatWouldBeDone(shut) }
    try doors.ask(question(shut), prompt)

    let run = DoorRun(action: .open, total: shut.count, options: doors, status: status)
    try await run.perform { settled in
      await service.open(shut, settled: settled)
    } retry: {
      (["skydoor door open"] + $0).joined(separator: " ")
    }
  }

  private func chosen(_ shut: [Door], with service: GroupService) async throws -> [Door] {
    if doors.all { return shut }
    // The journal has the names from when the doors were shut; another group may have one of them now.
    let isByID = doors.groups.allSatisfy { id in shut.contains { $0.group == id } }
    let groups = shut.isEmpty || isByID ? [] : try await service.groups().elements
    return try doors.groups.map { name throws(CommandError) in
      try door(named: name, among: shut, of: groups)
    }.unique
  }

  private func door(
    named name: String, among shut: [Door], of groups: [Group]
  ) throws(CommandError) -> Door {
    let groupName = GroupName(name)
    let current = Set(groupName.matches(in: groups).map(\.id))
    let found =
      current.isEmpty
      ? groupName.matches(in: shut) : shut.filter { current.contains($0.group) }
    if let door = try groupName.only(of: found) { return door }
    throw CommandError(
      "The door of \"\(name.brief)\" is not shut.",
      cure: shut.isEmpty ? "No door is." : "Those of \(shut.choices) are.", .badInput)
  }

  private func question(_ shut: [Door]) -> String {
    "Open \(shut.count == 1 ? "the door" : "\(shut.count) doors") of "
      + shut.map { "\"\($0.groupName)\"" }.joined(separator: ", ") + "?"
  }

  private func tellWhatWouldBeDone(_ shut: [Door]) throws {
    for door in shut {
      try StandardStream.answer(
        .door(door.group, door.groupName, .open, outcome: "dry-run", link: door.before),
        "Would open \"\(door.groupName)\": \(door.before.settingsText).", json: doors.json)
    }
  }
}
