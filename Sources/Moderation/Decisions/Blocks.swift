import ATProto
import Synchronization

/// Blocks people, each at most once, and remembers whom.
final class Blocks: Sendable {
  private let caller: ServiceCaller
  private let sender: AtMostOnceSender
  private let clock = TIDClock()
  private let known = Mutex<[DID: Entry]>([:])

  private struct Entry {
    /// The same for every call about this person.
    var key: TID
    /// Whoever asks in two groups can be blocked from both at the same moment.
    let turn = CallLimiter(1)
    var state = State.unknown
  }

  private enum State {
    /// The owner may have blocked this person before.
    case unknown
    /// Not blocked by a record, as the service said a moment ago.
    case unblocked
    /// A record was sent, and may be there or not.
    case tried
    case blocked
  }

  init(caller: ServiceCaller, sender: AtMostOnceSender) {
    self.caller = caller
    self.sender = sender
  }

  /// The key that a record about this person gets, unless another process has used one.
  func key(for person: DID) -> TID {
    known.withLock { known in
      let entry = known[person] ?? Entry(key: newKey())
      known[person] = entry
      return entry.key
    }
  }

  private func newKey() -> TID { clock.next(at: caller.time.now()) }

  /// Looks at once whom of many the owner blocks already, so that it need not be asked of each by
  /// itself. Whoever it can't be seen of is looked at before the block.
  /// - Parameter concurrency: how many calls are under way at once.
  func look(at people: [DID], concurrency: Int) async {
    let limit = AppBskyActor.GetProfiles.limit
    let turns = CallLimiter(concurrency)
    await withTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: people.count, by: limit) {
        let some = Array(people[start..<min(start + limit, people.count)])
        group.addTask {
          try? await turns.run {
            guard let blocked = try? await self.caller.blocked(among: some) else { return }
            for person in some { self.note(person, isBlocked: blocked.contains(person)) }
          }
        }
      }
    }
  }

  private func note(_ person: DID, isBlocked: Bool) {
    known.withLock { known in
      var entry = known[person] ?? Entry(key: newKey())
      switch entry.state {
      case _ where isBlocked: entry.state = .blocked
      case .unknown, .unblocked: entry.state = .unblocked
      // The service may not know yet what was done here; or the owner has taken the block back.
      case .tried, .blocked: entry.state = .tried
      }
      known[person] = entry
    }
  }

  /// Blocks the person, unless that is so already. A second attempt begins with a look.
  /// - Parameters:
  ///   - key: of the record.
  ///   - isUsed: there may be a record with this key already.
  /// - Returns: `.moot` where there was nothing to do.
  func block(_ person: DID, key: TID, isUsed: Bool) async -> CallOutcome<Void> {
    let turn = known.withLock { known in
      var entry = known[person] ?? Entry(key: key)
      if isUsed, entry.state == .unknown || entry.state == .unblocked {
        entry.key = key
        entry.state = .tried
      }
      known[person] = entry
      return entry.turn
    }
    do {
      return try await turn.run { await carryOut(person) }
    } catch {
      return .failed(.cancelled)
    }
  }

  private func carryOut(_ person: DID) async -> CallOutcome<Void> {
    guard let entry = known.withLock({ $0[person] }), entry.state != .blocked else {
      return .moot(())
    }
    let ending = await sender.carryOut(
      .block(of: person, key: entry.key, by: caller), isInDoubt: entry.state == .tried,
      looksFirst: entry.state == .unknown)
    known.withLock { known in
      switch ending {
      case .done, .moot: known[person]?.state = .blocked
      case .failed(let fault) where fault.kind == .cancelled: break
      case .failed, .unconfirmed: known[person]?.state = .tried
      }
    }
    return ending
  }
}
