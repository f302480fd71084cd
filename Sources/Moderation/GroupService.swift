import ATProto
import Foundation

/// The shared service layer: what the console and the commands both call.
///
/// It tells of every failure as a ``Fault``, asks again where a failure may pass, and never leaves
/// a decision in a state that nobody knows without saying so.
public final class GroupService: Sendable {
  let caller: ServiceCaller
  /// Nil where none is kept.
  let journal: Result<Journal, Fault>?
  let sender: AtMostOnceSender
  private let decisionSender: DecisionSender
  let doorOperator: DoorOperator
  let concurrency: Int

  /// Makes no call.
  /// - Parameters:
  ///   - journal: where decisions are written down before they are sent; why not, where it can't be
  ///     opened: then every decision fails so. Nil for none.
  ///   - labelers: where whose labels count is kept for the next start; nil for nowhere.
  ///   - upkeep: when that is read anew.
  ///   - concurrency: how many decisions are under way at once, in all groups together.
  ///   - notice: told when a call is slow or tried again, and whose labels count, on any thread, in
  ///     the order of events. It must not wait.
  public convenience init(
    session: Session, journal: Result<Journal, Fault>? = nil, labelers: LabelersFile? = nil,
    upkeep: LabelerUpkeep = .first, concurrency: Int = 6, retries: RetryPolicy = RetryPolicy(),
    notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) {
    self.init(
      session: session, journal: journal, labelers: labelers, upkeep: upkeep,
      concurrency: concurrency, retries: retries, patience: .seconds(2), time: .system,
      notice: notice)
  }

  init(
    session: Session, journal: Result<Journal, Fault>? = nil, labelers: LabelersFile? = nil,
    upkeep: LabelerUpkeep = .first, concurrency: Int, retries: RetryPolicy, patience: Duration,
    time: ServiceClock, notice: @escaping @Sendable (ServiceNotice) -> Void
  ) {
    self.journal = journal
    self.concurrency = max(1, concurrency)
    caller = ServiceCaller(
      session: session, retries: retries,
      monitor: CallMonitor(patience: patience, now: time.now, notice: notice), time: time,
      labelers: LabelerDirectory(file: labelers, upkeep: upkeep, now: time.now, notice: notice))
    sender = AtMostOnceSender(caller: caller, concurrency: concurrency)
    decisionSender = DecisionSender(caller: caller, journal: journal, sender: sender)
    doorOperator = DoorOperator(caller: caller, journal: journal, sender: sender)
  }

  var time: ServiceClock { caller.time }

  /// Whose labels count, as far as it is known. Makes no call.
  public var labelers: Labelers {
    get async { await caller.labelers.current() }
  }

  /// Whose labels count, for somebody who acts on labels: read from the service
  /// (`app.bsky.actor.getPreferences`), unless this one has read it already. Where that fails, what is
  /// known.
  @discardableResult
  public func readLabelers() async -> Labelers { await caller.labelers.read(for: caller) }

  /// Every group the account owns, in the service's order (newest activity first):
  /// `chat.bsky.convo.listConvos`. What can't be read may be a group of somebody else's, too.
  public func groups() async throws(Fault) -> LossyArray<Group> {
    try await GroupLister(caller: caller).groups()
  }

  /// Every group the account owns, as it is now. What has changed since an earlier listing is asked
  /// of the log (`chat.bsky.convo.getLog`) and those groups alone are read again
  /// (`chat.bsky.convo.getConvo`): one call where nothing has happened. All are listed where there is
  /// no such listing, it is older than a quarter of an hour, or too much has happened.
  /// - Returns: what to hand in the next time.
  public func listing(since earlier: GroupListing? = nil) async throws(Fault) -> GroupListing {
    try await GroupLister(caller: caller).listing(since: earlier)
  }

  /// One group as it is now: `chat.bsky.convo.getConvo`.
  /// - Throws: `.notOwner` when it is another account's, `.groupGone` when it is not there any more.
  public func group(_ id: Group.ID) async throws(Fault) -> Group {
    try await caller.group(id)
  }

  /// The people waiting, 100 a page: `chat.bsky.group.listJoinRequests`.
  public func requests(in group: Group.ID) -> Pages<JoinRequest> {
    Pages(requestsIn: group, caller: caller)
  }

  /// What has happened to the owner's groups since the last look: `chat.bsky.convo.getLog`. It can
  /// tell of groups that the account is only a member of, too.
  ///
  /// Asks once and no more: whoever looks again and again knows best when.
  /// - Parameter cursor: that of the last page; nil for what happens from now on.
  public func live(after cursor: String?) async throws(Fault) -> LivePage {
    // What happens from now on is told by the next page.
    let (log, context) = try await caller.askAboutPeopleOnce(
      ChatBskyConvo.GetLog(cursor: cursor), needsLabels: cursor != nil)
    caller.logPosition.move(to: log.cursor)
    return LivePage(log, after: cursor, context)
  }

  /// The full profiles of people, as far as they exist: `app.bsky.actor.getProfiles`. One call for
  /// 25 of them.
  public func profiles(of members: [DID]) async throws(Fault) -> LossyArray<Profile> {
    var profiles: LossyArray<Profile> = []
    var rest = members[...]
    while !rest.isEmpty {
      let (page, context) = try await caller.askAboutPeople(
        AppBskyActor.GetProfiles(actors: Array(rest.prefix(AppBskyActor.GetProfiles.limit))))
      rest = rest.dropFirst(AppBskyActor.GetProfiles.limit)
      profiles.elements += page.profiles.map { Profile($0, context) }
      profiles.unreadable += page.profiles.unreadable
    }
    return profiles
  }

  /// Sends one decision and settles it: `chat.bsky.group.rejectJoinRequest`, after a record of
  /// `app.bsky.graph.block` where the person is to be blocked, `chat.bsky.group.approveJoinRequest`,
  /// or `chat.bsky.group.removeMembers`.
  ///
  /// One call where the service answers; with a block a look whether there is one, and a record
  /// where there is none. Where it does not answer, a look finds out what has come of the decision:
  /// it is `.done` where that is proven (the member is in the group, or the log says how the request
  /// ended, where ``live(after:)`` or a batch has read it before), sent again where it was certainly
  /// not carried out, and `.gone` where there is nothing left to do and no proof. Cancelling the task
  /// stops a decision that has not been sent; one that has been is settled first. Nobody is blocked
  /// twice: whom the account blocks by a record of its own gets no second one.
  public func decide(_ decision: Decision) async -> Outcome {
    await decisionSender.decide(decision).outcome
  }

  /// Sends many decisions, a few at a time, and settles them all.
  ///
  /// Seats go to the approvals that come first: as many are under way in a group as it is known to
  /// have seats free, or one after the other. A decision that another's failure dooms
  /// (``Fault/scope``) is settled with the same fault without a call. A request that is handed in twice is decided once. Cancelling the task stops
  /// what has not been sent, each of them `.cancelled`; what has been is settled first. Either way
  /// this returns when every decision is settled.
  /// - Parameter settled: called for every decision handed in exactly once, in the order in which
  ///   they settle, one after the other, on the task that called this.
  public func decide(
    _ decisions: [Decision], settled: @Sendable (SettledDecision) -> Void
  ) async {
    await DecisionBatch(decisionSender: decisionSender, concurrency: concurrency).run(
      decisions, settled: settled)
  }

  /// Marks a group's requests as seen: `chat.bsky.group.updateJoinRequestsRead`.
  public func markRead(_ group: Group.ID) async throws(Fault) {
    _ = try await caller.repeatable(ChatBskyGroup.UpdateJoinRequestsRead(convoId: group))
  }
}

/// What the owner does with a whole group.
extension GroupService {
  /// Changes something about a group, with one call where the service answers. Where it does not, a
  /// look decides whether the change was made, and it is sent again only where it was not. What is
  /// so already is done.
  /// - Parameter group: as it was seen last.
  /// - Returns: the group as it is after the change, as far as the answer tells.
  /// - Throws: what ``GroupChange/fault(in:)`` says of a lock that is not the owner's and of a name
  ///   that can't be, without a call; else why the service did not do it. `.unconfirmed` where
  ///   nobody can say.
  public func change(_ group: Group, _ change: GroupChange) async throws(Fault) -> Group {
    switch change {
    case .lock, .unlock: if let fault = group.lockFault { throw fault }
    case .rename(let name): if let fault = Group.nameFault(name) { throw fault }
    case .createLink, .editLink, .enableLink, .disableLink: break
    }
    switch await sender.carryOut(.change(change, of: group, by: caller)) {
    case .done(let group), .moot(let group): return group
    case .failed(let fault): throw fault
    case .unconfirmed(let cause): throw .unconfirmedChange(cause)
    }
  }

  /// The members of a group, the owner among them, 100 a page: `chat.bsky.convo.getConvoMembers`.
  ///
  /// Whom to remove goes to ``record(_:)`` and ``decide(_:settled:)``, as
  /// ``DecisionDraft/init(removing:groupName:profile:note:)``.
  public func members(of group: Group.ID) -> Pages<GroupMember> {
    Pages(membersOf: group, caller: caller)
  }
}

/// What the journal adds to the service. Without one there is nothing to remember or recover.
extension GroupService {
  /// Writes decisions down, before they are sent, with everything that was seen.
  /// - Throws: `.journal`.
  public func record(_ drafts: [DecisionDraft]) async throws(Fault) {
    try await openJournal()?.record(drafts, at: time.now())
  }

  /// Marks decisions that were written down and not sent as called back.
  /// - Throws: `.journal`.
  public func withdraw(_ decisions: [Decision]) async throws(Fault) {
    try await openJournal()?.withdraw(decisions, at: time.now())
  }

  /// Settles what interrupted processes have left open: what was sent is looked for at the service.
  /// - Returns: what was decided and not carried out, oldest first. It is this process's now: to be
  ///   sent with ``decide(_:settled:)``, or dropped. What is neither is found again by the next
  ///   process.
  /// - Throws: why the journal or the service can't be looked at.
  public func recover() async throws(Fault) -> [JournalEntry] {
    guard let journal = try openJournal() else { return [] }
    return try await Recovery(journal: journal, caller: caller).run()
  }

  /// Whether another process has decisions open and is there to see to them. Where it is interrupted
  /// ``recover()`` finds them.
  /// - Throws: `.journal`.
  public func isAnotherAtWork() async throws(Fault) -> Bool {
    try await openJournal()?.isAnotherAtWork() ?? false
  }

  /// Gives up what ``recover()`` has found.
  /// - Throws: `.journal`.
  public func drop(_ entries: [JournalEntry.ID]) async throws(Fault) {
    try await openJournal()?.drop(entries, at: time.now())
  }

  /// What is remembered of everybody who has been decided on or has a note.
  /// - Throws: `.journal`.
  public func personHistories() async throws(Fault) -> [DID: PersonHistory] {
    try await openJournal()?.personHistories() ?? [:]
  }

  /// Keeps a note on a person; an empty one is removed.
  /// - Throws: `.journal`.
  public func setNote(_ text: String, on member: DID) async throws(Fault) {
    try await openJournal()?.setNote(text, on: member, at: time.now())
  }

  /// Decisions of before, the newest first.
  /// - Throws: `.journal`.
  public func history(_ query: HistoryQuery) async throws(Fault) -> [JournalEntry] {
    try await openJournal()?.history(query) ?? []
  }

  private func openJournal() throws(Fault) -> Journal? { try journal?.get() }
}

/// Shutting the doors of groups, and opening them again.
extension GroupService {
  /// The doors that are shut now, or that something was begun about, the oldest first. They are read
  /// from the journal, so that those of every process of the account are among them, after a restart
  /// too. It asks the service nothing, and is cheap enough for every look at the log.
  /// - Throws: `.journal`.
  public func doors() async throws(Fault) -> [Door] {
    try await journal?.get().doors() ?? []
  }

  /// Shuts the doors of groups, a few at a time.
  ///
  /// What each link was before is in the journal before the first call goes out. A door that is shut
  /// already keeps what it was at first; so trying again those that failed, or those that were
  /// interrupted, loses nothing. Cancelling the task stops those that have not begun. Either way this
  /// returns when every group is settled.
  /// - Parameters:
  ///   - until: when they are to be opened by ``openDueDoors(settled:)``; nil for not by itself.
  ///   - settled: called for every group once, as it settles, one after the other, on the task that
  ///     called this.
  public func shut(
    _ groups: [Group], by measure: Door.Measure, until: Date? = nil,
    settled: @Sendable (SettledDoor) -> Void
  ) async {
    let planned: [Group.ID: Door]
    do throws(Fault) {
      planned = try await doorOperator.plan(groups, measure, until: until)
    } catch {
      for group in groups { settled(group.unshut(error)) }
      return
    }
    await DoorBatch(concurrency: concurrency).run(
      groups,
      work: { [doorOperator] group in
        await doorOperator.shut(group, measure, until: until, planned: planned[group.id])
      },
      unsent: { group, fault in
        if let door = planned[group.id] { await doorOperator.callOff(door, because: fault) }
        return group.unshut(fault)
      }, settled: settled)
  }

  /// Opens the doors whose time has come. Of several processes that do so at the same time one opens
  /// each; a door that somebody has put off stays shut.
  /// - Parameter settled: as for ``shut(_:by:until:settled:)``.
  /// - Throws: `.journal`.
  public func openDueDoors(settled: @Sendable (SettledDoor) -> Void) async throws(Fault) {
    let now = time.now()
    let due = try await doors().filter { $0.isDue(at: now) }
    await open(due, onlyIfDue: true, settled: settled)
  }

  /// Opens doors, a few at a time: makes each link exactly what it was before. What somebody has
  /// changed about a link meanwhile stays, and the outcome says so. A door that fails stays shut, and
  /// can be tried again.
  /// - Parameters:
  ///   - onlyIfDue: leaves those shut whose time has not come, or was put off.
  ///   - settled: as for ``shut(_:by:until:settled:)``.
  public func open(
    _ doors: [Door], onlyIfDue: Bool = false, settled: @Sendable (SettledDoor) -> Void
  ) async {
    await DoorBatch(concurrency: concurrency).run(
      doors, work: { [doorOperator] in await doorOperator.open($0, onlyIfDue: onlyIfDue) },
      unsent: { door, fault in
        SettledDoor(group: door.group, groupName: door.groupName, outcome: .failed(fault))
      }, settled: settled)
  }
}

extension Group {
  fileprivate func unshut(_ fault: Fault) -> SettledDoor {
    SettledDoor(group: id, groupName: name, outcome: .failed(fault))
  }
}

/// Makes the service layer once, when the first call needs it: a front end starts without waiting
/// for it, and a failure is tried again by the next call.
public actor ServiceProvider {
  private let make: @Sendable () async throws(Fault) -> GroupService
  private var making: Task<Result<GroupService, Fault>, Never>?

  /// - Parameter make: what makes it.
  public init(_ make: @escaping @Sendable () async throws(Fault) -> GroupService) {
    self.make = make
  }

  /// What the service answers, or the fault that kept it from that, or from being made.
  public nonisolated func answer<Answer: Sendable>(
    _ body: @Sendable (GroupService) async throws(Fault) -> Answer
  ) async -> Result<Answer, Fault> {
    await Result(of: { () async throws(Fault) in try await body(get()) })
  }

  private func get() async throws(Fault) -> GroupService {
    let task = making ?? Task { [make] in await Result(of: make) }
    making = task
    let service = await task.value
    if service.fault != nil, making == task { making = nil }
    return try service.get()
  }
}

extension Result where Failure == Fault {
  fileprivate init(of body: () async throws(Fault) -> Success) async {
    do throws(Fault) {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
