import ATProto
import Synchronization

/// Blocks people, each at most once, and remembers whom.
final class Blocks: Sendable {
  private let caller: ServiceCaller
  private let courier: Courier
  private let clock = TIDClock()
  private let known = Mutex<[DID: Entry]>([:])

  private struct Entry {
    /// The same for every call about this person.
    let key: TID
    /// Whoever asks in two groups can be blocked from both at the same moment.
    let turn = CallLimiter(1)
    var state = State.untried
  }

  private enum State {
    case untried
    /// It may be there or not.
    case tried
    case done
  }

  init(caller: ServiceCaller, courier: Courier) {
    self.caller = caller
    self.courier = courier
  }

  /// Whether this person was blocked here.
  func includes(_ person: DID) -> Bool {
    known.withLock { $0[person]?.state == .done }
  }

  /// Blocks the person, unless that is done. A second attempt begins with a look.
  func block(_ person: DID) async -> Ending<Void> {
    let now = caller.time.now()
    let entry = known.withLock { known in
      let entry = known[person] ?? Entry(key: clock.next(at: now))
      known[person] = entry
      return entry
    }
    do {
      return try await entry.turn.run { await carryOut(person, key: entry.key) }
    } catch {
      return .failed(.cancelled)
    }
  }

  private func carryOut(_ person: DID, key: TID) async -> Ending<Void> {
    let state = known.withLock { $0[person]?.state ?? .untried }
    guard state != .done else { return .done(()) }
    let ending = await courier.carryOut(
      .block(of: person, key: key, by: caller), isInDoubt: state == .tried)
    known.withLock { known in
      switch ending {
      case .done, .moot: known[person]?.state = .done
      case .failed(let fault) where fault.kind == .cancelled: break
      case .failed, .unconfirmed: known[person]?.state = .tried
      }
    }
    return ending
  }
}
