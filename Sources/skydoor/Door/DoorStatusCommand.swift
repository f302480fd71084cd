import ArgumentParser
import Foundation
import Moderation
import Words

/// Lists the doors that are shut.
struct DoorStatusCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "List the doors that are shut.",
    discussion: "It is told from the journal on this machine: the service is not asked.")

  @Flag(help: "Print JSON, one door a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    let doors = try await context.service(journal: .personHistories).doors()
    if json {
      try StandardStream.output.write(doors.map(\.json.line).joined())
    } else if doors.isEmpty {
      StandardStream.people.tell("No door is shut.\n")
    } else {
      var table = Table([
        .init("GROUP"), .init("SHUT"), .init("OPENS"), .init("STATE"), .init("HOW", limit: 60),
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

  /// When it opens: `2026-11-20 14:03`, `due`, or nothing where it does not by itself.
  private func openingText(at now: Date) -> String {
    isDue(at: now) ? "due" : until?.minuteText ?? ""
  }
}
