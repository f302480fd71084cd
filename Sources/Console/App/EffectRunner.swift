import ATProto
import Moderation
import Synchronization

/// Carries effects out. It is called on the thread that owns the screen and never blocks it: calls
/// to the service run on Swift concurrency, and what comes of them is posted as an ``Action``.
public final class EffectRunner {
  /// What only the front end can do.
  public struct FrontEnd {
    let suspend: (String?) -> Void
    let redraw: () -> Void
    /// Answers false where the terminal can't.
    let copy: (String) -> Bool
    let nextTheme: () -> ShownTheme
    /// Answers why the owner can't go on as another account; nil where they can.
    let checkAccount: @Sendable (Account) async -> Fault?

    public init(
      suspend: @escaping (String?) -> Void, redraw: @escaping () -> Void,
      copy: @escaping (String) -> Bool, nextTheme: @escaping () -> ShownTheme,
      checkAccount: @escaping @Sendable (Account) async -> Fault?
    ) {
      self.suspend = suspend
      self.redraw = redraw
      self.copy = copy
      self.nextTheme = nextTheme
      self.checkAccount = checkAccount
    }
  }

  /// The service layer, made when the first call needs it.
  private let service: ServiceProvider
  /// Nil where nothing is to be left behind.
  private let keeper: SnapshotStore?
  private let post: @Sendable (Action) -> Void
  private let frontEnd: FrontEnd
  /// The last thing that is being written to the journal. What is sent is sent after it.
  public private(set) var journaling: Task<Void, Never>?
  /// The batches that can still be stopped.
  private let sending = TaskRegistry()
  private let calls = TaskRegistry()
  private var lastCall = 0

  public init(
    service: ServiceProvider, keeper: SnapshotStore? = nil, frontEnd: FrontEnd,
    post: @escaping @Sendable (Action) -> Void
  ) {
    self.service = service
    self.keeper = keeper
    self.frontEnd = frontEnd
    self.post = post
  }

  /// Asks nothing any more: nobody waits for the answers. What is being sent goes on to its end.
  public func stop() { calls.cancelAll() }

  public func run(_ effect: Effect) {
    switch effect {
    case .readSnapshot: keeper?.read { [post] in post(.snapshotRead($0)) }
    case .saveSnapshot(let seen): keeper?.write(seen)
    case .loadGroups:
      ask(
        { service throws(Fault) in try await service.groups() },
        then: { .groupsAnswered($0.map(\.elements), unreadable: $0.unreadableCount()) })
    case .loadGroup(let group):
      ask(
        { service throws(Fault) in try await service.group(group) },
        then: { .groupAnswered(group, $0) })
    case .loadRequests(let group, let load):
      read(
        { $0.requests(in: group) },
        each: { .requestsArrived(group, load: load, $0.elements, unreadable: $0.unreadable) },
        ended: { .requestsEnded(group, load: load, $0) })
    case .followLog(let cursor, let wait):
      ask(
        after: wait, { service throws(Fault) in try await service.live(after: cursor) },
        then: { .logAnswered($0) })
    case .loadProfiles(let members):
      ask(
        { service throws(Fault) in try await service.profiles(of: members) },
        then: { .profilesAnswered(members, $0.map(\.elements), unreadable: $0.unreadableCount()) })
    case .findBursts(let requests):
      Task { [post] in post(.burstsFound(Burst.find(among: requests))) }
    case .loadHistory(let query):
      ask(
        { service throws(Fault) in try await service.history(query) },
        then: { .historyAnswered(query, $0) })
    case .loadMembers(let group, let load):
      read(
        { $0.members(of: group) },
        each: { .membersArrived(group, load: load, $0.elements, unreadable: $0.unreadable) },
        ended: { .membersEnded(group, load: load, $0) })
    case .changeGroup(let group, let change):
      ask(
        { service throws(Fault) in try await service.change(group, change) },
        then: { .groupChanged(group.id, change, $0) })
    case .markRead(let group):
      ask(
        { service throws(Fault) in try await service.markRead(group) },
        then: { .markedRead(group, $0.fault) })
    case .record(let drafts):
      // A failure shows when the decisions are sent: nothing is that is not in the journal.
      journal { service throws(Fault) in try await service.record(drafts) }
    case .withdraw(let decisions):
      journal { service throws(Fault) in try await service.withdraw(decisions) }
    case .recover(let wait):
      ask(
        after: wait,
        { service throws(Fault) in
          // Asked first: what ends in between is found.
          let othersAreAtWork = try await service.isAnotherAtWork()
          return (entries: try await service.recover(), othersAreAtWork: othersAreAtWork)
        },
        then: {
          .recovered($0.map(\.entries), othersAreAtWork: (try? $0.get())?.othersAreAtWork ?? false)
        })
    case .drop(let entries):
      journal { service throws(Fault) in try await service.drop(entries) }
    case .recall:
      ask({ service throws(Fault) in try await service.personHistories() }, then: { .recalled($0) })
    case .readDoors(let known):
      Task { [service, post] in
        let doors = await service.answer { service throws(Fault) in try await service.doors() }
        if doors != .success(known) { post(.doorsRead(doors)) }
      }
    case .shutDoors(let work, let groups, let measure, let until):
      atDoors(of: groups.map { ($0.id, $0.name) }, work) { service, settled in
        await service.shut(groups, by: measure, until: until, settled: settled)
      }
    case .openDoors(let work, let doors, let onlyIfDue):
      atDoors(of: doors.map { ($0.group, $0.groupName) }, work) { service, settled in
        await service.open(doors, onlyIfDue: onlyIfDue, settled: settled)
      }
    case .awaitDoors(let time): wake(after: time, .doorsDue)
    case .keepNote(let text, let member):
      journal(
        { service throws(Fault) in try await service.setNote(text, on: member) },
        then: { [post] in post(.noteKept($0.fault)) })
    case .send(let batch, let decisions): send(decisions, of: batch)
    case .stop(let batch): sending.cancel(batch)
    case .hold(let id, let time): wake(after: time, .holdElapsed(id))
    case .linger(let time): wake(after: time, .lingerElapsed)
    case .startQuitDeadline(let time): wake(after: time, .quitDeadlinePassed)
    case .copy(let text): post(.copied(text, frontEnd.copy(text)))
    case .switchTheme: post(.themeSwitched(frontEnd.nextTheme()))
    case .checkAccount(let account):
      Task { [post, check = frontEnd.checkAccount] in
        post(.accountChecked(account, await check(account)))
      }
    case .suspend(let notice): frontEnd.suspend(notice)
    case .redraw: frontEnd.redraw()
    }
  }

  /// Asks the service, and posts what its answer, or its fault, comes to.
  private func ask<Answer: Sendable>(
    after wait: Duration = .zero,
    _ body: @escaping @Sendable (GroupService) async throws(Fault) -> Answer,
    then action: @escaping @Sendable (Result<Answer, Fault>) -> Action
  ) {
    lastCall += 1
    calls.start(lastCall) { [service, post] in
      if wait > .zero {
        do { try await Task.sleep(for: wait) } catch { return }
      }
      post(action(await service.answer(body)))
    }
  }

  /// Reads a list to its end, page by page.
  private func read<Item>(
    _ pages: @escaping @Sendable (GroupService) -> Pages<Item>,
    each arrived: @escaping @Sendable (LossyArray<Item>) -> Action,
    ended: @escaping @Sendable (Fault?) -> Action
  ) {
    ask(
      { [post] service throws(Fault) in
        for try await page in pages(service) { post(arrived(page)) }
      },
      then: { ended($0.fault) })
  }

  /// Writes to the journal, one thing after the other.
  private func journal(
    _ body: @escaping @Sendable (GroupService) async throws(Fault) -> Void,
    then done: @escaping @Sendable (Result<Void, Fault>) -> Void = { _ in }
  ) {
    journaling = Task { [service, journaling] in
      await journaling?.value
      done(await service.answer(body))
    }
  }

  private func atDoors(
    of groups: [(Group.ID, String)], _ id: DoorWork.ID,
    _ work:
      @escaping @Sendable (GroupService, @escaping @Sendable (SettledDoor) -> Void) async -> Void
  ) {
    Task { [service, post] in
      let end = await service.answer { await work($0) { post(.doorSettled(id, $0)) } }
      guard let fault = end.fault else { return }
      for (group, name) in groups {
        post(.doorSettled(id, SettledDoor(group: group, groupName: name, outcome: .failed(fault))))
      }
    }
  }

  private func send(_ decisions: [Decision], of batch: Batch.ID) {
    sending.start(batch) { [service, post, journaling] in
      await journaling?.value
      let end = await service.answer {
        await $0.decide(decisions) { settled in
          post(.decisionSettled(batch, settled.decision.membership, settled.outcome))
        }
      }
      guard let fault = end.fault else { return }
      for decision in decisions {
        post(.decisionSettled(batch, decision.membership, .failed(fault)))
      }
    }
  }

  private func wake(after time: Duration, _ action: Action) {
    Task { [post] in
      try? await Task.sleep(for: time)
      post(action)
    }
  }
}

private final class TaskRegistry: Sendable {
  private let tasks = Mutex<[Int: Task<Void, Never>]>([:])

  /// Starts a task, which is forgotten when it has ended.
  func start(_ number: Int, _ work: @escaping @Sendable () async -> Void) {
    // Under the lock, so that a task that ends at once is not written down after it was forgotten.
    tasks.withLock { tasks in
      tasks[number] = Task {
        await work()
        self.tasks.withLock { $0[number] = nil }
      }
    }
  }

  func cancelAll() {
    for task in tasks.withLock({ Array($0.values) }) { task.cancel() }
  }

  func cancel(_ number: Int) {
    tasks.withLock { $0[number] }?.cancel()
  }
}

extension Result where Failure == Fault {
  /// How many entries of a list could not be read.
  fileprivate func unreadableCount<Element>() -> Int where Success == LossyArray<Element> {
    (try? get())?.unreadable ?? 0
  }
}
