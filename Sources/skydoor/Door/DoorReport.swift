import Foundation
import Moderation
import Words

/// Says what came of each door, as it settles, and keeps the score.
struct DoorReport: Sendable {
  private let action: DoorAction
  private let json: Bool
  private let total: Int
  private let status: StatusLine
  private var output: ReportOutput

  private var done = 0
  private var unneeded = 0
  private var unsent = 0
  private var faults: [Fault] = []
  /// The groups whose doors are not as they were to be, in the order in which they settled.
  private(set) var failed: [Group.ID] = []

  init(_ action: DoorAction, total: Int, json: Bool, status: StatusLine) {
    self.action = action
    self.total = total
    self.json = json
    self.status = status
    output = ReportOutput(json: json, status: status)
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
