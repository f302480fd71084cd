import ArgumentParser
import Moderation

/// Moves doors, and reports.
struct DoorRun: Sendable {
  let action: DoorAction
  let total: Int
  let options: DoorOptions
  let status: StatusLine

  /// - Parameters:
  ///   - move: does it, and calls what it is given for each door.
  ///   - retry: the command that tries again with the groups given.
  func perform(
    _ move: @escaping @Sendable (@escaping @Sendable (SettledDoor) -> Void) async -> Void,
    retry: ([Group.ID]) -> String
  ) async throws {
    let ending = try await Interruption.cancelling {
      let score = Score(DoorReport(action, total: total, json: options.json, status: status))
      await move { settled in score.add { try $0.add(settled) } }
      return try score.report()
    }
    let report = ending.value
    if report.isFullSuccess {
      if total > 1 { status.say(report.summary) }
    } else {
      status.clear()
      StandardStream.error.tell(report.summary + "\n")
      StandardStream.error.tell("Try again with: \(retry(report.failed))".safeForPeople + "\n")
    }
    if let signal = ending.signal { throw ExitCode(128 + signal) }
    if let status = report.exitStatus { throw ExitCode(status.rawValue) }
  }
}
