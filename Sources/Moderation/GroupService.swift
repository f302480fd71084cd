import ATProto
import Foundation

/// The shared service layer: what the console and the commands both call.
///
/// It tells of every failure as a ``Fault``, asks again where a failure may pass, and never leaves
/// a decision in a state that nobody knows without saying so.
public final class GroupService: Sendable {
  private let session: Session
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
    self.session = session
    self.journal = journal
    self.concurrency = max(1, concurrency)
    caller = ServiceCaller(
      session: session, retries: retries,
      watch: CallMonitor(patience: patience, now: time.now, notice: notice), time: time,
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
    var groups: LossyArray<Group> = []
    // Activity moves a convo to the front, so that one can be on two pages.
    var known: Set<Group.ID> = []
    var pagination = Pagination()
    while !pagination.isAtEnd {
      let page = try await caller.ask(
        ChatBskyConvo.ListConvos(kind: "group", limit: 100, cursor: pagination.cursor))
      let fresh = page.convos.filter { known.insert($0.id).inserted }
      groups.elements += fresh.compactMap { Group($0, ownedBy: session.did) }
      groups.unreadable +=
        page.convos.unreadable + fresh.count { $0.hidesOwner(from: session.did) }
      pagination.follow(
        page.cursor, isEmpty: page.convos.isBlank, new: fresh.count + page.convos.unreadable)
    }
    if pagination.isEndless { throw .endlessList }
    return groups
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
