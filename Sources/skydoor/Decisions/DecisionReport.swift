import Console
import Foundation
import Moderation

/// Says how decisions ended, as they end, and keeps the score.
struct DecisionReport: Sendable {
  private let verdict: Decision.Verdict
  private let json: Bool
  /// How many decisions there are.
  private let total: Int
  private let status: StatusLine

  private var done = 0
  private var gone = 0
  private var unsent = 0
  private var faults: [Fault] = []
  /// Nobody reads standard output any more.
  private var isUnread = false

  init(_ plan: DecisionPlan, json: Bool, status: StatusLine) {
    verdict = plan.verdict
    total = plan.decisions.count
    self.json = json
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

  /// Says what would be done, also where nobody watches: it is what was asked for.
  func addDryRun(_ decision: PlannedDecision) throws {
    let outcome = decision.isWaiting ? "dry-run" : "gone"
    let words =
      decision.isWaiting
      ? "Would \(verdict.imperative.lowercased()) \(decision.sentence)."
      : "\(decision.name) does not wait any more."
    if json {
      try StandardStream.output.write(decision.json(verdict, outcome: outcome, error: nil).line)
    } else {
      try StandardStream.people.write(words.safeForPeople + "\n")
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

  /// Everybody who still waited is decided about.
  var isFullSuccess: Bool { faults.isEmpty && unsent == 0 }

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
        decision.json(verdict, outcome: outcome, error: error).line)
    } else if StandardStream.output.isTerminal {
      status.clear()
      try StandardStream.output.write(words.safeForPeople + "\n")
    }
  }
}
