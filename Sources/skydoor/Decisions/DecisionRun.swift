import ArgumentParser
import Console
import Foundation
import Moderation

/// The course of `reject` and `approve`: read, find, ask, send, look again.
struct DecisionRun {
  let verdict: Decision.Verdict
  let options: DecisionOptions

  func perform(in context: Context) async throws {
    let members = try members()
    guard !members.isEmpty else {
      StandardStream.error.tell("There is nobody to decide about.\n")
      return
    }
    let prompt = Prompt(inputIsTaken: options.stdin)
    let isAgreed = options.yes || options.dryRun
    if !isAgreed, prompt == nil, Set(members).count > 1 {
      throw CommandError(
        "There is no terminal to ask on before deciding about several people.",
        cure: "Add --yes if you are sure, or --dry-run to see.", .usage)
    }

    let status = StatusLine()
    defer { status.clear() }
    let service = try context.service(notice: { status.show($0) })
    let plan = try await DecisionPlan(members, in: options.group, service: service)
    status.clear()
    var report = DecisionReport(
      verdict: verdict, json: options.json, total: plan.decisions.count, status: status)
    if options.dryRun {
      for decision in plan.decisions { try report.addDryRun(decision) }
      return
    }
    if !isAgreed, plan.decisions.count(where: \.isWaiting) > 1 {
      guard let prompt, prompt.agrees(to: "\(verdict.imperative) \(plan.summary)?") else {
        StandardStream.error.tell("Nothing was sent.\n")
        throw ExitCode(ExitStatus.incomplete.rawValue)
      }
    }

    let ending = try await Interruption.cancelling { [report] in
      try await send(plan.decisions, to: service, report)
    }
    report = ending.value
    status.clear()
    StandardStream.error.tell(report.summary + "\n")
    if report.changedSomething {
      for group in plan.groups { await tellWhoStillWaits(in: group, service: service) }
    }
    if let signal = ending.signal { throw ExitCode(128 + signal) }
    if let status = report.exitStatus { throw ExitCode(status.rawValue) }
  }

  /// Sends what still waits. Where the report can't be written, nothing more is sent.
  private func send(
    _ decisions: [PlannedDecision], to service: GroupService, _ report: DecisionReport
  ) async throws -> DecisionReport {
    let score = DecisionScore(report)
    for decision in decisions where !decision.isWaiting { score.add(decision, .gone) }
    let waiting = Dictionary(
      uniqueKeysWithValues: decisions.filter(\.isWaiting).map { ($0.request, $0) })
    await service.decide(
      decisions.filter(\.isWaiting).map { Decision(verdict, $0.request) }
    ) { settled in
      guard let decision = waiting[settled.decision.request] else { return }
      score.add(decision, settled.outcome)
    }
    return try score.report()
  }

  private func members() throws(CommandError) -> [NamedMember] {
    guard options.stdin else {
      return try options.members.map { text throws(CommandError) in
        NamedMember(name: try MemberName(text))
      }
    }
    let input = FileHandle.standardInput.readDataToEndOfFile()
    return try MemberLines.parse(
      String(decoding: input, as: UTF8.self), hasGroup: options.group != nil)
  }

  /// The decisions stand whatever comes of this, so a failure is said and no more.
  private func tellWhoStillWaits(in group: Group, service: GroupService) async {
    let text: String
    do {
      let now = try await service.group(group.id)
      text = "\(now.pendingText) still waiting in \"\(now.name)\"."
    } catch {
      text = "How many still wait in \"\(group.name)\" is not known: \(error.message)"
    }
    StandardStream.error.tell(text.safeForPeople + "\n")
  }
}
