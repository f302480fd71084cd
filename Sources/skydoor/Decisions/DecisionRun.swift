import ArgumentParser
import Foundation
import Moderation
import Words

/// The steps of every command that decides: find, explain, ask, send, look again.
struct DecisionRun {
  private let source: any DecisionSource
  private let options: DecisionOptions
  /// Nil where nobody can be asked.
  private let prompt: Prompt?
  private let status = ProgressLine()

  /// - Parameter inputIsTaken: standard input carries data.
  init(_ source: any DecisionSource, _ options: DecisionOptions, inputIsTaken: Bool = false) {
    self.source = source
    self.options = options
    prompt = Prompt(inputIsTaken: inputIsTaken)
  }

  func perform(in context: CommandContext) async throws {
    guard source.mostPeople > 0 else { return tellNobody() }
    try requireSomebodyToAsk()
    defer { status.clear() }
    let service = try context.service(
      journal: options.dryRun ? .reading : .writing, notice: { [status] in status.show($0) })
    // Before the lists are read: recovery can still change them.
    let interrupted = options.dryRun ? [] : try await service.recover()
    let plan = try await source.plan(with: service, status: status)
    status.clear()
    for part in plan.unreadable { part.tell(json: options.json) }
    guard !plan.decisions.isEmpty else { return tellNobody() }
    if let warning = plan.warning { StandardStream.error.tell(warning.safeForPeople + "\n") }
    if options.dryRun { return try tellWhatWouldBeDone(plan) }
    try await ask(about: plan)

    let outcome = try await Interruption.cancelling { try await send(plan, to: service) }
    let report = outcome.value
    if report.isFullSuccess {
      status.say(report.summary)
    } else {
      status.clear()
      StandardStream.error.tell(report.summary + "\n")
      if let text = report.unsentText { StandardStream.error.tell(text.safeForPeople + "\n") }
    }
    if report.changedSomething {
      for group in plan.groups { await tellWhoIsLeft(in: group, plan.verdict, service: service) }
    }
    let decided = Set(plan.decisions.map(\.membership))
    tellOfInterrupted(interrupted.count { !decided.contains($0.subject.id) })
    if let code = outcome.exitCode ?? report.exitStatus.map(ExitCode.init) { throw code }
  }

  /// Decisions that an interrupted run has left, and that this run does not repeat, stay in the journal.
  private func tellOfInterrupted(_ count: Int) {
    guard count > 0 else { return }
    status.say(
      count == 1
        ? "1 decision of an interrupted run is not sent: R in the console shows it."
        : "\(count) decisions of an interrupted run are not sent: R in the console shows them.")
  }

  private func requireSomebodyToAsk() throws(CommandError) {
    guard !options.yes, !options.dryRun, source.mostPeople > source.unaskedLimit else { return }
    try prompt.requireSomebody(before: "deciding about several people")
  }

  private func tellWhatWouldBeDone(_ plan: DecisionPlan) throws {
    let report = DecisionReport(plan, json: options.json, status: status)
    for decision in plan.decisions { try report.addDryRun(decision) }
  }

  private func tellNobody() {
    if options.dryRun, !options.json {
      StandardStream.people.tell(source.nobody.safeForPeople + "\n")
    } else {
      status.say(source.nobody)
    }
  }

  /// Explains the decisions that a rule suggests, and asks before several people are decided on.
  private func ask(about plan: DecisionPlan) async throws {
    let explained = plan.waiting.filter { $0.suggestion != nil }
    guard !options.yes, plan.waiting.count > source.unaskedLimit else {
      if StandardStream.output.isTerminal, !options.json {
        for decision in explained {
          try StandardStream.output.write(decision.sentence.safeForPeople + "\n")
        }
      }
      return
    }
    for decision in explained { prompt?.say(decision.sentence) }
    try prompt.confirm(plan.question)
  }

  /// Records the decisions in the journal and sends them. Sending stops when the report can't be
  /// written.
  private func send(
    _ plan: DecisionPlan, to service: GroupService
  ) async throws -> DecisionReport {
    let collector = ReportCollector(DecisionReport(plan, json: options.json, status: status))
    for decision in plan.decisions where !decision.isWaiting {
      collector.add { try $0.add(decision, .gone) }
    }
    try await service.record(
      plan.waiting.compactMap { $0.draft(plan.verdict, note: options.note) })
    let waiting = Dictionary(uniqueKeysWithValues: plan.waiting.map { ($0.membership, $0) })
    await service.decide(plan.waiting.map { Decision(plan.verdict, $0.membership) }) { settled in
      guard let decision = waiting[settled.decision.membership] else { return }
      collector.add { try $0.add(decision, settled.outcome) }
    }
    return try collector.report()
  }

  /// A failure here is only reported, since the decisions are made. The service is not asked where
  /// nobody would read the answer.
  private func tellWhoIsLeft(
    in group: Group, _ verdict: Decision.Verdict, service: GroupService
  ) async {
    guard status.isShown else { return }
    do {
      let now = try await service.group(group.id)
      switch verdict {
      case .reject, .approve, .rejectAndBlock:
        status.say("\(now.waiting) still waiting in \"\(now.name)\".")
      case .remove:
        status.say("\(now.memberCount) of \(now.memberLimit) seats taken in \"\(now.name)\".")
      }
    } catch {
      status.say("How it stands with \"\(group.name)\" is not known: \(error.message)")
    }
  }
}

/// Says how decisions ended, as they end, and counts them.
struct DecisionReport: Sendable {
  /// Names beyond this are only counted.
  private static let nameLimit = 10

  private let verdict: Decision.Verdict
  private let json: Bool
  /// How many decisions there are.
  private let total: Int
  private let status: ProgressLine
  private var output: ReportWriter

  private var done = 0
  private var gone = 0
  private var unsent: [PlannedDecision] = []
  private var faults: [Fault] = []

  init(_ plan: DecisionPlan, json: Bool, status: ProgressLine) {
    verdict = plan.verdict
    total = plan.decisions.count
    self.json = json
    self.status = status
    output = ReportWriter(json: json, status: status)
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

  /// Says what would be done.
  func addDryRun(_ decision: PlannedDecision) throws {
    let outcome = decision.isWaiting ? "dry-run" : "gone"
    let words =
      decision.isWaiting
      ? "Would \(verdict.imperative.lowercased()) \(decision.sentence)."
      : "\(decision.name) \(verdict.absence)."
    try StandardStream.answer(
      decision.json(verdict, outcome: outcome, error: nil), words, json: json)
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

  /// Everybody who was still there has been decided on.
  var isFullSuccess: Bool { faults.isEmpty && unsent.isEmpty }

  /// Something may have changed at the service.
  var changedSomething: Bool { done + gone > 0 }

  /// How the command ends; nil when all went well.
  var exitStatus: ExitStatus? {
    !unsent.isEmpty ? .interrupted : ExitStatus(faults, someSucceeded: done > 0)
  }
}
