import ArgumentParser
import Foundation
import Moderation
import Words

/// The commands for doors.
struct DoorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "door", abstract: "Shut the doors of your groups in a raid, and open them again.",
    discussion: """
      A shut door lets nobody in unseen: the join link asks for approval and is only for people whom \
      you follow, or it is off. What the link was before is in the journal on this machine, and opening \
      the door makes it exactly that again, in whichever process. The table [door] of the \
      configuration says how doors are shut, and for how long.
      """,
    subcommands: [
      DoorStatusCommand.self, DoorShutCommand.self, DoorOpenCommand.self, DoorWatchCommand.self,
    ],
    defaultSubcommand: DoorStatusCommand.self)
}

/// Lists the doors that are shut.
struct DoorStatusCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "List the doors that are shut.",
    discussion: "It is told from the journal on this machine: the service is not asked.")

  @Flag(help: "Print JSON, one door a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let doors = try await context.service(journal: .reading).doors()
    if json {
      try StandardStream.output.write(doors.map(\.json.line).joined())
    } else if doors.isEmpty {
      StandardStream.people.tell("No door is shut.\n")
    } else {
      var table = Table([
        .init("GROUP", least: 12), .init("SHUT", least: 16, dispensability: 2),
        .init("OPENS", least: 16, dispensability: 1), .init("STATE"),
        .init("HOW", least: 16, limit: 60, dispensability: 3),
      ])
      let now = Date()
      try StandardStream.output.write(table.lines(doors.map { $0.row(at: now) }))
    }
  }
}

extension Door {
  fileprivate func row(at now: Date) -> [String] {
    [groupName, shutAt.minuteText, openingText(at: now), state.text, measure.text]
  }

  /// When it opens: `2026-11-20 14:03`, `due`, or nothing where somebody has to open it.
  private func openingText(at now: Date) -> String {
    isDue(at: now) ? "due" : until?.minuteText ?? ""
  }
}

extension Door {
  /// As `door status --json` prints it.
  var json: JSONValue {
    .object(
      .group(group, groupName) + [
        .init("how", .string(measure.rawValue)),
        .init("shutAt", .date(shutAt)),
        .init("until", .date(until)),
        .init("state", .string(state.name)),
        .init("error", .string(reason)),
        .init("before", Optional(before).json),
      ])
  }
}

extension Door.State {
  /// For scripts.
  fileprivate var name: String {
    switch self {
    case .shut: "shut"
    case .underWay: "under-way"
    case .unsent: "not-shut"
    case .unfinished: "in-doubt"
    }
  }
}
