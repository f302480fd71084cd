import Foundation
import Moderation
import Words

/// Says how decisions ended, as they end, and keeps the score.
struct DecisionReport: Sendable {
  /// More names than this are counted.
  private static let nameLimit = 10

  private let verdict: Decision.Verdict
  private let json: Bool
  /// How many decisions there are.
  private let total: Int
  private let status: StatusLine
  private var output: ReportOutput

  private var done = 0
  private var gone = 0
  private var unsent: [PlannedDecision] = []
  private var faults: [Fault] = []

  init(_ plan: DecisionPlan, json: Bool, status: StatusLine) {
    verdict = plan.verdict
    total = plan.decisions.count
    self.json = json
    self.status = status
    output = ReportOutput(json: json, status: status)
  }

  mutating func add(_ decision: PlannedDecision, _ outcome: Outcome) throws {
    switch outcome {
    case .done:
      done += 1
      try output.tell(
        decision.json(verdict, outcome: "done", error: nil), "\(verdict.done) \(decision.name).")
    case .gone:
      gone += 1
      try output.tell(
        decision.json(verdict, outcome: "gone", error: nil), "\(decision.name) \(verdict.absence).")
    case .failed(let fault) where fault.kind == .cancelled:
      unsent.append(decision)
      if json {
        try output.tell(decision.json(verdict, outcome: "failed", error: fault.message), "")
      }
    case .failed(let fault):
      faults.append(fault)
      let reason = fault.sentence(at: Date())
      try output.tellFailure(
        decision.json(verdict, outcome: "failed", error: reason), "\(decision.name): \(reason)")
    }
    if total > 1 { status.show("\(done + gone + faults.count) of \(total)") }
  }

  /// Says what would be done, also where nobody watches: it is what was asked for.
  func addDryRun(_ decision: PlannedDecision) throws {
    let outcome = decision.isWaiting ? "dry-run" : "gone"
    let words =
      decision.isWaiting
      ? "Would \(verdict.imperative.lowercased()) \(decision.sentence)."
      : "\(decision.name) \(verdict.absence)."
    if json {
      try StandardStream.output.write(decision.json(verdict, outcome: outcome, error: nil).line)
    } else {
      try StandardStream.people.write(words.safeForPeople + "\n")
    }
  }

  /// `Rejected 12, 1 did not wait any more, 2 failed.`
  var summary: String {
    var parts = ["\(verdict.done) \(done)"]
    if gone > 0 { parts.append("\(gone) \(verdict.pastAbsence)") }
    if !faults.isEmpty { parts.append("\(faults.count) failed") }
    if !unsent.isEmpty { parts.append("\(unsent.count) not sent") }
    return parts.joined(separator: ", ") + "."
  }

  /// Who was not reached before a signal stopped it, in a sentence; nil where everybody was.
  var unsentText: String? {
    guard !unsent.isEmpty else { return nil }
    let names = unsent.map(\.name).counted(beyond: Self.nameLimit)
    let groups = unsent.map { "\"\($0.groupName)\"" }.unique.groupsText
    return "Not sent: \(names) in \(groups). Nothing of it is kept: run the command again."
  }

  /// Everybody who was still there is decided about.
  var isFullSuccess: Bool { faults.isEmpty && unsent.isEmpty }

  /// Something may have changed at the service.
  var changedSomething: Bool { done + gone > 0 }

  /// How the command ends; nil when all went well.
  var exitStatus: ExitStatus? {
    !unsent.isEmpty ? .interrupted : ExitStatus(faults, someSucceeded: done > 0)
  }
}
