import ArgumentParser
import Foundation
import Moderation
import Words

/// The course of every command that decides: find, explain, ask, send, look again.
struct DecisionRun {
  private let source: any DecisionSource
  private let options: DecisionOptions
  /// Nil where nobody can be asked.
  private let prompt: Prompt?
  private let status = StatusLine()

  /// - Parameter inputIsTaken: standard input carries data.
  init(_ source: any DecisionSource, _ options: DecisionOptions, inputIsTaken: Bool = false) {
    self.source = source
    self.options = options
    prompt = Prompt(inputIsTaken: inputIsTaken)
  }

  func perform(in context: Context) async throws {
    guard source.mostPeople > 0 else { return tellNobody() }
    try requireSomebodyToAsk()
    defer { status.clear() }
    let service = try context.service(
      journal: options.dryRun ? .personHistories : .decisions,
      notice: { [status] in status.show($0) })
    // First, so that the lists are read as they are after it.
    let interrupted = options.dryRun ? [] : try await service.recover()
    let plan = try await source.plan(with: service, status: status)
    status.clear()
    for part in plan.unreadable { part.tell(json: options.json) }
    guard !plan.decisions.isEmpty else { return tellNobody() }
    if let warning = plan.warning { StandardStream.error.tell(warning.safeForPeople + "\n") }
    if options.dryRun { return try tellWhatWouldBeDone(plan) }
    try await ask(about: plan)

    let ending = try await Interruption.cancelling { try await send(plan, to: service) }
    let report = ending.value
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
    if let signal = ending.signal { throw ExitCode(128 + signal) }
    if let status = report.exitStatus { throw ExitCode(status.rawValue) }
  }

  /// What an interrupted run has left and this one is not about stays in the journal.
  private func tellOfInterrupted(_ count: Int) {
    guard count > 0 else { return }
    status.say(
      count == 1
        ? "1 decision of an interrupted run is not sent: R in the console shows it."
        : "\(count) decisions of an interrupted run are not sent: R in the console shows them.")
  }

  /// Before anything else: a command in a script must not work for a minute and then give up.
  private func requireSomebodyToAsk() throws(CommandError) {
    guard !options.yes, !options.dryRun, prompt == nil else { return }
    guard source.mostPeople > source.unaskedLimit else { return }
    throw CommandError(
      "There is no terminal to ask on before deciding about several people.",
      cure: "Add --yes if you are sure, or --dry-run to see.", .usage)
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

  /// Explains what the owner has not chosen one by one, and asks where several people are concerned.
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
    guard let prompt, prompt.agrees(to: plan.question) else {
      StandardStream.error.tell("Nothing was sent.\n")
      throw ExitCode(ExitStatus.incomplete.rawValue)
    }
  }

  /// Writes down what still waits, and sends it. Where the report can't be written, nothing more is
  /// sent.
  private func send(
    _ plan: DecisionPlan, to service: GroupService
  ) async throws -> DecisionReport {
    let score = Score(DecisionReport(plan, json: options.json, status: status))
    for decision in plan.decisions where !decision.isWaiting {
      score.add { try $0.add(decision, .gone) }
    }
    try await service.record(
      plan.waiting.compactMap { $0.draft(plan.verdict, note: options.note) })
    let waiting = Dictionary(uniqueKeysWithValues: plan.waiting.map { ($0.membership, $0) })
    await service.decide(plan.waiting.map { Decision(plan.verdict, $0.membership) }) { settled in
      guard let decision = waiting[settled.decision.membership] else { return }
      score.add { try $0.add(decision, settled.outcome) }
    }
    return try score.report()
  }

  /// The decisions stand whatever comes of this, so a failure is said and no more. Where nobody
  /// reads it the service is not asked.
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
