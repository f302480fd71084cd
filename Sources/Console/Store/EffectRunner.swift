import ATProto
import Foundation
import Moderation

/// Carries effects out. It is called on the thread that owns the screen and never blocks it: calls
/// to the service run on Swift concurrency, and what comes of them is posted as an ``Action``.
public final class EffectRunner {
  /// What only the front end can do.
  public struct FrontEnd {
    let suspend: (String?) -> Void
    let redraw: () -> Void
    /// Answers false where the terminal can't.
    let copy: (String) -> Bool
    /// Answers which theme is shown now.
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
  private let keeper: LastSeenKeeper?
  private let post: @Sendable (Action) -> Void
  private let frontEnd: FrontEnd
  /// The last thing that is being written to the journal. What is sent is sent after it.
  public private(set) var journaling: Task<Void, Never>?
  /// The batches that can still be stopped.
  private let sending = TaskBook()
  /// What is being asked, or will be.
  private let calls = TaskBook()
  private var lastCall = 0

  public init(
    service: ServiceProvider, keeper: LastSeenKeeper? = nil, frontEnd: FrontEnd,
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
    case .readLastSeen: keeper?.read { [post] in post(.lastSeenRead($0)) }
    case .keepLastSeen(let seen): keeper?.write(seen)
    case .loadGroups:
      call { service throws(Fault) in
        let groups = try await service.groups()
        return .groupsAnswered(.success(groups.elements), unreadable: groups.unreadable)
      } failed: {
        .groupsAnswered(.failure($0))
      }
    case .loadGroup(let group):
      call { service throws(Fault) in
        .groupAnswered(group, .success(try await service.group(group)))
      } failed: {
        .groupAnswered(group, .failure($0))
      }
    case .loadRequests(let group, let load):
      call(
        each: { $0.requests(in: group) },
        arrived: {
          .requestsArrived(group, load: load, $0.elements, unreadable: $0.unreadable)
        },
        ended: { .requestsEnded(group, load: load, $0) })
    case .followLog(let cursor, let wait):
      call(after: wait) { service throws(Fault) in
        .logAnswered(.success(try await service.live(after: cursor)))
      } failed: {
        .logAnswered(.failure($0))
      }
    case .loadProfiles(let members):
      call { service throws(Fault) in
        let profiles = try await service.profiles(of: members)
        return .profilesAnswered(
          members, .success(profiles.elements), unreadable: profiles.unreadable)
      } failed: {
        .profilesAnswered(members, .failure($0))
      }
    case .findClusters(let requests):
      Task { [post] in post(.clustersFound(Cluster.find(among: requests))) }
    case .loadHistory(let query):
      call { service throws(Fault) in
        .historyAnswered(query, .success(try await service.history(query)))
      } failed: {
        .historyAnswered(query, .failure($0))
      }
    case .loadMembers(let group, let load):
      call(
        each: { $0.members(of: group) },
        arrived: {
          .membersArrived(group, load: load, $0.elements, unreadable: $0.unreadable)
        },
        ended: { .membersEnded(group, load: load, $0) })
    case .changeGroup(let group, let change):
      call { service throws(Fault) in
        .groupChanged(group.id, change, .success(try await service.change(group, change)))
      } failed: {
        .groupChanged(group.id, change, .failure($0))
      }
    case .markRead(let group):
      call { service throws(Fault) in
        try await service.markRead(group)
        return .markedRead(group, nil)
      } failed: {
        .markedRead(group, $0)
      }
    case .record(let drafts):
      // A failure shows when the decisions are sent: nothing is that is not in the journal.
      journal { service throws(Fault) in try await service.record(drafts) }
    case .withdraw(let decisions):
      journal { service throws(Fault) in try await service.withdraw(decisions) }
    case .recover(let wait):
      call(after: wait) { service throws(Fault) in
        // Asked first: what ends in between is found.
        let othersAreAtWork = try await service.isAnotherAtWork()
        return .recovered(
          .success(try await service.recover()), othersAreAtWork: othersAreAtWork)
      } failed: {
        .recovered(.failure($0))
      }
    case .drop(let entries):
      journal { service throws(Fault) in try await service.drop(entries) }
    case .recall:
      call { service throws(Fault) in
        .recalled(.success(try await service.memories()))
      } failed: {
        .recalled(.failure($0))
      }
    case .readDoors(let known): readDoors(known)
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
      journal { [post] service throws(Fault) in
        do throws(Fault) {
          try await service.setNote(text, on: member)
          post(.noteKept(nil))
        } catch {
          post(.noteKept(error))
        }
      }
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

  /// Reads a list to its end, page by page.
  private func call<Page: Sendable>(
    each pages: @escaping @Sendable (GroupService) -> AsyncThrowingStream<Page, any Error>,
    arrived: @escaping @Sendable (Page) -> Action, ended: @escaping @Sendable (Fault?) -> Action
  ) {
    call { [post] service throws(Fault) in
      do {
        for try await page in pages(service) { post(arrived(page)) }
        return ended(nil)
      } catch let fault as Fault {
        throw fault
      } catch {
        throw Fault(.cancelled, "Reading was interrupted.", cure: "Try again.")
      }
    } failed: {
      ended($0)
    }
  }

  /// Writes to the journal, one thing after the other.
  private func journal(_ work: @escaping @Sendable (GroupService) async throws(Fault) -> Void) {
    journaling = Task { [service, journaling] in
      await journaling?.value
      try? await work(service.get())
    }
  }

  private func readDoors(_ known: [Door]) {
    Task { [service, post] in
      do throws(Fault) {
        let doors = try await service.get().doors()
        if doors != known { post(.doorsRead(.success(doors))) }
      } catch {
        post(.doorsRead(.failure(error)))
      }
    }
  }

  private func atDoors(
    of groups: [(Group.ID, String)], _ id: DoorWork.ID,
    _ work:
      @escaping @Sendable (GroupService, @escaping @Sendable (SettledDoor) -> Void) async -> Void
  ) {
    Task { [service, post] in
      do throws(Fault) {
        await work(try await service.get()) { post(.doorSettled(id, $0)) }
      } catch {
        for (group, name) in groups {
          post(
            .doorSettled(id, SettledDoor(group: group, groupName: name, outcome: .failed(error))))
        }
      }
    }
  }

  private func send(_ decisions: [Decision], of batch: Batch.ID) {
    sending.start(batch) { [service, post, journaling] in
      await journaling?.value
      do throws(Fault) {
        try await service.get().decide(decisions) { settled in
          post(.decisionSettled(batch, settled.decision.request, settled.outcome))
        }
      } catch {
        for decision in decisions {
          post(.decisionSettled(batch, decision.request, .failed(error)))
        }
      }
    }
  }

  private func call(
    after wait: Duration = .zero,
    _ body: @escaping @Sendable (GroupService) async throws(Fault) -> Action,
    failed: @escaping @Sendable (Fault) -> Action
  ) {
    lastCall += 1
    calls.start(lastCall) { [service, post] in
      if wait > .zero {
        do { try await Task.sleep(for: wait) } catch { return }
      }
      do throws(Fault) {
        post(try await body(try await service.get()))
      } catch {
        post(failed(error))
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
