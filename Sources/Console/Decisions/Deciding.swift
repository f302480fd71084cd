import ATProto
import Config
import Moderation

extension Command {
  static let reject = Command("reject", "reject", "Reject (all marked)")
  static let approve = Command("approve", "approve", "Approve (all marked)")
  static let rejectAndBlock = Command("reject-and-block", "block", "Reject and block in public")
  static let remove = Command("remove", "remove", "Remove (all marked)")
  static let undo = Command("undo", "undo", "Take back what is held")
  static let retry = Command("retry", "retry", "Try again what failed")
  static let chooseSelected = Command("choose-selected", "the selected", "Only the selected one")
  static let chooseMarked = Command("choose-marked", "the marked", "Those marked")
}

/// What decisions need of the people they are about: those who wait, and the members of the group that
/// is shown.
protocol DecisionsHost: Host {
  var question: Question? { get }
  mutating func ask(_ question: Question)
  mutating func closeQuestion()
  var inSight: ArraySlice<Membership> { get }
  var selectionUnavailable: String? { get }
  func departed(_ id: JoinRequest.ID) -> String?
  mutating func freshenRequests()
  mutating func load(_ group: Group.ID) -> [Effect]
  mutating func linger() -> [Effect]
  mutating func decidedAnew(_ memberships: Set<Membership>)
  mutating func finishIfSettled()

  /// The members of the group that is shown; nil where none is.
  var memberList: RowList<Membership>? { get set }
  /// All of them, whatever the filter.
  var memberIDs: [Membership] { get }
  func removable(_ id: Membership) -> Decision.Subject?
  func removalFailure(of id: Membership) -> DecisionFailure?
  var hasFailedRemovals: Bool { get }
  func memberUnavailable(_ id: Membership?) -> String?
  mutating func leave(_ members: Set<Membership>)
  mutating func takeBack(_ members: [Decision.Subject])
  mutating func removed(_ id: Membership)
  mutating func removalFailed(_ id: Membership, _ failure: DecisionFailure?)
  mutating func loadMembers(of group: Group.ID) -> [Effect]
}

extension DecisionsHost {
  static var decisionsCommands: CommandTable<Self> {
    func decide(_ verdict: Decision.Verdict) -> CommandEntry<Self> {
      CommandEntry(
        isAboutPeople: true, unless: { $0.decisionUnavailable(verdict) },
        perform: {
          $0.decide(verdict)
        })
    }
    let isAsked = { @Sendable (host: Self) in
      host.question?.selected == nil ? "Nothing is asked." : nil
    }
    return [
      .reject: decide(.reject), .approve: decide(.approve),
      .rejectAndBlock: decide(.rejectAndBlock),
      .remove: CommandEntry(
        isAboutPeople: true, unless: { $0.removalUnavailable },
        perform: {
          $0.decide(.remove)
        }),
      .undo: CommandEntry(
        unless: {
          $0.decisions.undoable == nil ? "Nothing to undo: no decision is held." : nil
        }, perform: { $0.undo() }),
      .retry: CommandEntry(
        isAboutPeople: true, unless: { $0.retryUnavailable }, perform: { $0.retry() }),
      .chooseSelected: CommandEntry(unless: isAsked) { $0.chooseSelected() },
      .chooseMarked: CommandEntry(unless: isAsked) { $0.confirmDecision() },
    ]
  }
}

extension DecisionsHost {
  /// Decides on the marked requests, or else on the selected one, from whichever pane; a removal is
  /// about members. One is decided on at once, several after a question.
  mutating func decide(_ verdict: Decision.Verdict) -> [Effect] {
    let aim = aim(verdict)
    if verdict == .remove {
      memberList?.marks.endRange()
    } else {
      requests.list.marks.endRange()
    }
    switch aim {
    case .at(let id): return start(verdict, [id].compactMap { $0 })
    case .asked(let question):
      ask(question)
      message = nil
      return []
    }
  }

  mutating func confirmDecision() -> [Effect] { answer { $0.memberships } }

  /// It is the selected one who is meant.
  mutating func chooseSelected() -> [Effect] { answer { [$0.selected?.id].compactMap { $0 } } }

  private mutating func answer(_ meant: (Question) -> [Membership]) -> [Effect] {
    guard let asked = question else { return [] }
    closeQuestion()
    let effects = start(asked.verdict, meant(asked))
    if effects.isEmpty {
      message = Message("Nobody of them is \(asked.verdict.subject) any more.", .warning)
    }
    return effects
  }

  mutating func retry() -> [Effect] {
    message = nil
    if let memberList {
      return start(.remove, memberList.rows.filter { removalFailure(of: $0) != nil })
    }
    let failed = requests.list.rows.filter { failure(of: $0) != nil }
    return Decision.Verdict.allCases.flatMap { verdict in
      start(verdict, failed.filter { failure(of: $0)?.verdict == verdict })
    }
  }

  /// The rows leave at once, and the calls wait for a while.
  private mutating func start(_ verdict: Decision.Verdict, _ ids: [Membership]) -> [Effect] {
    let people = verdict.order(ids.compactMap { decidable(verdict, $0) })
    guard !people.isEmpty else { return [] }
    let isHeld = settings.configuration.undoDelay > .zero
    let batch = Batch(
      id: service.nextNumber(), verdict: verdict, subjects: people,
      phase: isHeld ? .held : .sending(since: now))
    decidedAnew(batch.unsettled)
    let drafts = people.map { draft(verdict, $0) }
    begin(batch)
    return [
      .record(drafts),
      isHeld
        ? .hold(batch.id, for: settings.configuration.undoDelay) : .send(batch.id, batch.decisions),
    ]
  }

  /// Somebody who can be decided on so: who still waits, or is a member.
  func decidable(_ verdict: Decision.Verdict, _ id: Membership) -> Decision.Subject? {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      departure(of: id) == nil ? request(id).map { Decision.Subject($0) } : nil
    case .remove: removable(id)
    }
  }

  /// What goes into the journal about a decision: all that is known now.
  private func draft(_ verdict: Decision.Verdict, _ subject: Decision.Subject) -> DecisionDraft {
    let suggestion = request(subject.id).flatMap(suggestion)
    return DecisionDraft(
      verdict, about: subject, groupName: groups[subject.group]?.name ?? "",
      profile: people.profiles[subject.person.did],
      rule: suggestion?.verdict == verdict ? suggestion?.rule : nil)
  }

  /// The rows of a batch leave the list, and the focus goes to the people.
  mutating func begin(_ batch: Batch) {
    decisions.batches.append(batch)
    message = nil
    guard batch.verdict != .remove else {
      leave(batch.unsettled)
      return
    }
    for (group, people) in Dictionary(grouping: batch.subjects, by: \.group) {
      requests[group]?.remove(Set(people.map(\.person.did)))
    }
    requests.list.isTouched = true
    requests.list.remove(batch.unsettled)
    requests.list.marks.remove(batch.unsettled)
    focus = .requests
  }

  mutating func undo() -> [Effect] {
    guard let index = decisions.batches.lastIndex(where: \.isHeld) else { return [] }
    let batch = decisions.batches.remove(at: index)
    let undone = batch.subjects
    guard batch.verdict != .remove else {
      takeBack(undone)
      return [.withdraw(batch.decisions)]
    }
    restore(undone, of: batch)
    freshenRequests()
    if let first = undone.first { requests.list.select(first.id) }
    if undone.count > 1 {
      requests.list.marks.insert(undone.map(\.id).filter { departure(of: $0) == nil })
    }
    message = Message(
      undone.count == 1
        ? "\(undone[0].person.mention) is back on the list; nothing was sent."
        : "\(undone.count.people) are back on the list, marked; nothing was sent.", .success)
    return [.withdraw(batch.decisions)] + linger()
  }

  /// Puts rows back; of those who have left meanwhile it is shown that they have.
  private mutating func restore(
    _ people: [Decision.Subject], of batch: Batch, failure: DecisionFailure? = nil
  ) {
    for (group, people) in Dictionary(grouping: people, by: \.group) {
      var list = requests.lists.removeValue(forKey: group) ?? RequestList()
      list.restore(people.map(JoinRequest.init), failure: failure)
      for person in people {
        guard let departure = batch.departures[person.id] else { continue }
        _ = list.depart(person.person.did, Departure(cause: departure.cause, at: now))
      }
      requests[group] = list
      requestsChanged(in: group)
    }
  }

  mutating func holdElapsed(_ id: Batch.ID) -> [Effect] {
    // An undone batch is not there any more, and one sent early (at quit) is not held.
    guard let index = decisions.batches.firstIndex(where: { $0.id == id && $0.isHeld }) else {
      return []
    }
    return [send(at: index)]
  }

  mutating func send(at index: Int) -> Effect {
    decisions.batches[index].phase = .sending(since: now)
    return .send(decisions.batches[index].id, decisions.batches[index].decisions)
  }

  mutating func decisionSettled(
    _ id: Batch.ID, _ membership: Membership, _ outcome: Outcome
  ) -> [Effect] {
    guard let index = decisions.batches.firstIndex(where: { $0.id == id }),
      let settled = decisions.batches[index].settle(membership, outcome)
    else { return [] }
    switch outcome {
    case .done:
      service.connection = .online
      people.personHistories.add(
        decisions.batches[index].verdict, settled, groupName: groups[settled.group]?.name ?? "",
        at: now)
      ended(membership, decisions.batches[index].verdict)
    case .gone:
      service.connection = .online
      ended(membership, decisions.batches[index].verdict)
    case .failed(let fault): decisionFailed(settled, fault, in: decisions.batches[index])
    }
    let effects =
      decisions.batches[index].unsettled.isEmpty ? ended(decisions.batches.remove(at: index)) : []
    return linger() + effects
  }

  /// The request is settled, or the membership over: a page read before that may still name them.
  private mutating func ended(_ id: Membership, _ verdict: Decision.Verdict) {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      requests[id.group]?.reading.load?.remove(id.member)
    case .remove: removed(id)
    }
  }

  private mutating func decisionFailed(
    _ subject: Decision.Subject, _ fault: Fault, in batch: Batch
  ) {
    guard session.isRunning else {
      // Nor is what was called back lost.
      if fault != .cancelled {
        decisions.lost.append(batch.lost(subject, because: fault, in: groups))
      }
      return
    }
    // What was called back has not failed: it is as it was before, as after undo.
    let isCalledBack = fault == .cancelled
    let failure = isCalledBack ? nil : DecisionFailure(verdict: batch.verdict, fault: fault)
    guard batch.verdict != .remove else {
      removalFailed(subject.id, failure)
      if isCalledBack, batch.total > 1, removable(subject.id) != nil {
        memberList?.marks.restore(subject.id)
      }
      return
    }
    // What a load in progress says about this person may be older than the failure.
    requests[subject.group]?.reading.load?.add(subject.person.did)
    restore([subject], of: batch, failure: failure)
    if isCalledBack, batch.total > 1, departure(of: subject.id) == nil {
      requests.list.marks.restore(subject.id)
    }
  }

  /// The last decision of a batch has settled: says what came of it, and looks at the service again.
  private mutating func ended(_ batch: Batch) -> [Effect] {
    guard session.isRunning else {
      finishIfSettled()
      return []
    }
    requests.snapshotSchedule.isDue = true
    message = outcome(of: batch)
    var effects = batch.faults.flatMap { consequences(of: $0, in: batch) }
    if effects.contains(.loadGroups) { effects = [.loadGroups] }
    let isChanged = batch.done + batch.gone > 0 || batch.faults.contains { $0.kind == .unconfirmed }
    return effects + (isChanged ? batch.groups.flatMap { refresh($0, after: batch.verdict) } : [])
  }

  private func outcome(of batch: Batch) -> Message {
    guard let fault = batch.faults.first else {
      return Message(batch.endedText, batch.gone + batch.stopped > 0 ? .warning : .success)
    }
    let text = batch.total == 1 ? batch.failureText(batch.subjects[0]) : batch.endedText
    return Message(fault, .error, after: text)
  }

  private mutating func consequences(of fault: Fault, in batch: Batch) -> [Effect] {
    switch fault.category {
    case .group: return [.loadGroups]
    case .state: return batch.groups.map(Effect.loadGroup)
    case .tryAgain:
      service.connection = .offline(fault)
      return []
    case .journal: return journalFailed(fault)
    case .inDoubt, .signIn, .refused, .input, .cancelled: return []
    }
  }

  /// Looks at the service again, once the last decision on its way in a group has settled: a run
  /// of key presses costs one reading of the list, not one each.
  private mutating func refresh(_ group: Group.ID, after verdict: Decision.Verdict) -> [Effect] {
    let isRemoval = verdict == .remove
    let isMore = decisions.batches.contains { batch in
      (batch.verdict == .remove) == isRemoval && batch.unsettled.contains { $0.group == group }
    }
    guard groups[group] != nil, !isMore else { return [] }
    return [.loadGroup(group)] + (isRemoval ? loadMembers(of: group) : load(group))
  }

  // MARK: Why nobody can be decided on

  func decisionUnavailable(_ verdict: Decision.Verdict) -> String? {
    if let reason = decisionsOff { return reason }
    // Several people are asked about; what can't be is said then.
    guard requests.list.marks.members.count < 2, case .at(let target) = aim(.reject) else {
      return nil
    }
    guard let id = target else { return selectionUnavailable }
    if let reason = departed(id) { return reason }
    // Whether a group is full is for the service to say where that is only remembered.
    guard verdict == .approve, groups.asOf == nil, let group = groups[id.group], group.isFull
    else { return nil }
    return "\(group.name) is full: \(group.memberCount) of \(group.memberLimit) seats are taken."
  }

  private var removalUnavailable: String? {
    guard let memberList else { return "No group is open." }
    if let reason = decisionsOff { return reason }
    guard memberList.marks.members.count < 2, case .at(let target) = aim(.remove) else {
      return nil
    }
    return memberUnavailable(target)
  }

  var retryUnavailable: String? {
    if let reason = decisionsOff { return reason }
    if let memberList, hasFailedRemovals {
      return memberList.rows.contains { removalFailure(of: $0) != nil }
        ? nil : "The filter hides everybody whose removal failed: clear it first."
    }
    let hasFailures = groupsInScope.contains { !(requests[$0.id]?.failures.isEmpty ?? true) }
    if memberList != nil || !hasFailures { return "Nothing here has failed." }
    return requests.list.rows.contains { failure(of: $0) != nil }
      ? nil : "The filter hides everybody whose decision failed: clear it first."
  }
}
