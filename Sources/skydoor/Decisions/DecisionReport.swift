import Console
import Foundation
import Moderation

/// Says how decisions ended, as they end, and keeps the score.
struct DecisionReport: Sendable {
  let verdict: Decision.Verdict
  let json: Bool
  /// How many decisions there are.
  let total: Int
  let status: StatusLine

  private var done = 0
  private var gone = 0
  private var unsent = 0
  private var faults: [Fault] = []
  /// Nobody reads standard output any more.
  private var isUnread = false

  init(verdict: Decision.Verdict, json: Bool, total: Int, status: StatusLine) {
    self.verdict = verdict
    self.json = json
    self.total = total
    self.status = status
  }

  mutating func add(_ decision: PlannedDecision, _ outcome: Outcome) throws {
    switch outcome {
    case .done:
      done += 1
      try tell(decision, "done", "\(verdict.done) \(decision.name).")
    case .gone:
      gone += 1
      try tell(decision, "gone", "\(decision.name) does not wait any more.")
    case .failed(let fault) where fault.kind == .cancelled:
      unsent += 1
      if json { try tell(decision, "failed", "", error: fault.message) }
    case .failed(let fault):
      faults.append(fault)
      let reason = fault.sentence(at: Date())
      if json {
        try tell(decision, "failed", "", error: reason)
      } else {
        status.clear()
        StandardStream.error.tell("skydoor: \(decision.name): \(reason)".safeForPeople + "\n")
      }
    }
    if total > 1 { status.show("\(done + gone + faults.count) of \(total)") }
  }

  mutating func addDryRun(_ decision: PlannedDecision) throws {
    if decision.isWaiting {
      try tell(decision, "dry-run", "Would \(verdict.rawValue) \(decision.name).")
    } else {
      try tell(decision, "gone", "\(decision.name) does not wait any more.")
    }
  }

  /// `Rejected 12, 1 did not wait any more, 2 failed.`
  var summary: String {
    var parts = ["\(verdict.done) \(done)"]
    if gone > 0 { parts.append("\(gone) did not wait any more") }
    if !faults.isEmpty { parts.append("\(faults.count) failed") }
    if unsent > 0 { parts.append("\(unsent) not sent") }
    return parts.joined(separator: ", ") + "."
  }

  /// Something may have changed at the service.
  var changedSomething: Bool { done + gone > 0 }

  /// How the command ends; nil when all went well. A reason that all failures share and that lies
  /// beyond the single decision says more than that some failed.
  var exitStatus: ExitStatus? {
    if unsent > 0 { return .interrupted }
    guard let first = faults.first else { return nil }
    let reasons = Set(faults.map { ExitStatus($0.kind) })
    let isShared = done == 0 && reasons.count == 1 && faults.allSatisfy { $0.scope != .decision }
    return isShared ? ExitStatus(first.kind) : .incomplete
  }

  private mutating func tell(
    _ decision: PlannedDecision, _ outcome: String, _ words: String, error: String? = nil
  ) throws {
    // A reader who has gone away stops nothing: the decisions were asked for, not the lines.
    guard !isUnread else { return }
    do {
      try write(decision, outcome, words, error: error)
    } catch is OutputClosed {
      isUnread = true
    }
  }

  private func write(
    _ decision: PlannedDecision, _ outcome: String, _ words: String, error: String?
  ) throws {
    if json {
      status.clear()
      try StandardStream.output.write(
        JSONValue.object([
          .init("group", .string(decision.request.group)),
          .init("member", .string(decision.request.member.description)),
          .init("action", .string(verdict.rawValue)),
          .init("outcome", .string(outcome)),
          .init("error", .string(error)),
        ]).line)
    } else if StandardStream.output.isTerminal {
      status.clear()
      try StandardStream.output.write(words.safeForPeople + "\n")
    }
  }
}
