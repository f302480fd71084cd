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

  func perform(in context: Context) async throws {
    let prompt = Prompt()
    try doors.requireSomebodyToAsk(prompt)
    let status = StatusLine()
    defer { status.clear() }
    let service = try context.service(
      journal: doors.dryRun ? .personHistories : .decisions, notice: { status.show($0) })
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
    // The journal has the names of when the doors were shut; another group may have one now.
    let isByID = doors.groups.allSatisfy { id in shut.contains { $0.group == id } }
    let groups = shut.isEmpty || isByID ? [] : try await service.groups().elements
    var chosen: [Door] = []
    for name in doors.groups {
      let door = try door(named: name, among: shut, of: groups)
      if !chosen.contains(where: { $0.id == door.id }) { chosen.append(door) }
    }
    return chosen
  }

  private func door(
    named name: String, among shut: [Door], of groups: [Group]
  ) throws(CommandError) -> Door {
    let current = Set(GroupName(name).matches(in: groups, id: \.id, name: \.name).map(\.id))
    let found =
      current.isEmpty
      ? GroupName(name).matches(in: shut, id: \.group, name: \.groupName)
      : shut.filter { current.contains($0.group) }
    if let door = found.first, found.count == 1 { return door }
    guard found.isEmpty else {
      throw CommandError(
        "\"\(name.brief)\" can be any of \(Self.list(found)).", cure: "Name it by its id.",
        .badInput)
    }
    throw CommandError(
      "The door of \"\(name.brief)\" is not shut.",
      cure: shut.isEmpty ? "No door is." : "Those of \(Self.list(shut)) are.", .badInput)
  }

  private static func list(_ doors: [Door]) -> String {
    doors.map { "\"\($0.groupName)\" (\($0.group))" }.joined(separator: ", ")
  }

  private func question(_ shut: [Door]) -> String {
    "Open \(shut.count == 1 ? "the door" : "\(shut.count) doors") of "
      + shut.map { "\"\($0.groupName)\"" }.joined(separator: ", ") + "?"
  }

  private func tellWhatWouldBeDone(_ shut: [Door]) throws {
    for door in shut {
      if doors.json {
        try StandardStream.output.write(
          JSONValue.door(
            door.group, door.groupName, .open, outcome: "dry-run", link: door.before
          ).line)
      } else {
        try StandardStream.people.write(
          "Would open \"\(door.groupName)\": \(door.before.settingsText).".safeForPeople + "\n")
      }
    }
  }
}
