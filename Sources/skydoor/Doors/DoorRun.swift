import ArgumentParser
import Foundation
import Moderation
import Words

/// Shuts or opens several doors, and reports.
struct DoorRun: Sendable {
  let action: DoorAction
  let total: Int
  let options: DoorOptions
  let status: ProgressLine

  /// - Parameters:
  ///   - move: shuts or opens the doors, and calls the function given for each of them.
  ///   - retry: the command that tries again with the groups given.
  func perform(
    _ move: @escaping @Sendable (@escaping @Sendable (SettledDoor) -> Void) async -> Void,
    retry: ([Group.ID]) -> String
  ) async throws {
    let outcome = try await Interruption.cancelling {
      let collector = ReportCollector(
        DoorReport(action, total: total, json: options.json, status: status))
      await move { settled in collector.add { try $0.add(settled) } }
      return try collector.report()
    }
    let report = outcome.value
    if report.isFullSuccess {
      if total > 1 { status.say(report.summary) }
    } else {
      status.clear()
      StandardStream.error.tell(report.summary + "\n")
      StandardStream.error.tell("Try again with: \(retry(report.failed))".safeForPeople + "\n")
    }
    if let code = outcome.exitCode ?? report.exitStatus.map(ExitCode.init) { throw code }
  }
}

/// What a command does to doors.
enum DoorAction: Sendable {
  case shut(Door.Measure)
  case open

  /// For scripts.
  var name: String {
    switch self {
    case .shut: "shut"
    case .open: "open"
    }
  }

  /// `Shut 3 doors`, for a report.
  var done: String {
    switch self {
    case .shut: "Shut"
    case .open: "Opened"
    }
  }
}

/// Which doors a command shuts or opens, and how.
struct DoorOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The groups' ids or names.", valueName: "group"))
  var groups: [String] = []

  @Flag(help: "All of them.")
  var all = false

  @Flag(help: "Say what would be done, and send nothing.")
  var dryRun = false

  @Flag(help: "Do not ask before anything is sent.")
  var yes = false

  @Flag(help: "Print JSON, one group a line.")
  var json = false

  func validate() throws {
    if all, !groups.isEmpty { throw ValidationError("Name groups, or use --all: not both.") }
    if !all, groups.isEmpty { throw ValidationError("Name a group, or use --all.") }
  }

  /// Naming a single door counts as a confirmation.
  private var asksNothing: Bool { yes || dryRun || (!all && groups.count == 1) }

  func requireSomebodyToAsk(_ prompt: Prompt?) throws(CommandError) {
    if !asksNothing { try prompt.requireSomebody(before: "the doors of several groups are moved") }
  }

  func ask(_ question: String, _ prompt: Prompt?) throws {
    if !asksNothing { try prompt.confirm(question) }
  }
}

/// Says what came of each door, as it settles, and counts them.
struct DoorReport: Sendable {
  private let action: DoorAction
  private let json: Bool
  private let total: Int
  private let status: ProgressLine
  private var output: ReportWriter

  private var done = 0
  private var unneeded = 0
  private var unsent = 0
  private var faults: [Fault] = []
  /// The groups whose doors could not be moved, in the order in which that became known.
  private(set) var failed: [Group.ID] = []

  init(_ action: DoorAction, total: Int, json: Bool, status: ProgressLine) {
    self.action = action
    self.total = total
    self.json = json
    self.status = status
    output = ReportWriter(json: json, status: status)
  }

  mutating func add(_ door: SettledDoor) throws {
    let name = "\"\(door.groupName)\""
    switch door.outcome {
    case .done:
      done += 1
      try output.tell(door.json(action, "done"), "\(action.done) \(name).")
    case .unneeded(let reason):
      unneeded += 1
      try output.tell(door.json(action, "unneeded"), "\(name): \(reason.sentence)")
    case .changed(let difference):
      done += 1
      try output.tellFailure(
        door.json(action, "changed", error: difference.sentence),
        "\(name) is open. \(difference.sentence)")
    case .failed(let fault):
      failed.append(door.group)
      if fault.kind == .cancelled { unsent += 1 } else { faults.append(fault) }
      let sentence = fault.sentence(at: Date())
      if fault.kind != .cancelled || json {
        try output.tellFailure(
          door.json(action, "failed", error: sentence), "\(name): \(sentence)")
      }
    }
    if total > 1 { status.show("\(done + unneeded + faults.count) of \(total)") }
  }

  /// `Shut 17 of 20, 3 failed.`
  var summary: String {
    var parts = ["\(action.done) \(done) of \(total)"]
    if unneeded > 0 { parts.append("nothing to do for \(unneeded)") }
    if !faults.isEmpty { parts.append("\(faults.count) failed") }
    if unsent > 0 { parts.append("\(unsent) not sent") }
    return parts.joined(separator: ", ") + "."
  }

  var isFullSuccess: Bool { failed.isEmpty }

  /// How the command ends; nil when all went well.
  var exitStatus: ExitStatus? {
    unsent > 0 ? .interrupted : ExitStatus(faults, someSucceeded: done > 0)
  }
}

extension SettledDoor {
  /// As `door shut --json` and `door open --json` print it.
  func json(_ action: DoorAction, _ outcome: String, error: String? = nil) -> JSONValue {
    .door(
      group, groupName, action, outcome: outcome, error: error, link: now?.link)
  }
}

extension JSONValue {
  /// What was done, or would be done, to the door of a group.
  static func door(
    _ group: Group.ID, _ name: String, _ action: DoorAction, outcome: String,
    error: String? = nil, link: JoinLink?
  ) -> JSONValue {
    .object(
      .group(group, name) + .outcome(outcome, of: action.name, error: error)
        + [.init("link", link.json)])
  }
}
