import Foundation
import Synchronization

/// Shuts the doors of groups and opens them again. What a link was before is in the journal before
/// the first call goes out, so that it survives whatever happens to this process.
final class DoorOperator: Sendable {
  /// How often, and how long, to look whether another process has come to an end with a door.
  private static let turn = Duration.milliseconds(100)
  private static let turns = 600

  let caller: ServiceCaller
  private let sender: AtMostOnceSender
  private let kept: Result<Journal, Fault>?
  /// One thing at a time is done to a door in this process.
  private let turns = Mutex<[Group.ID: CallLimiter]>([:])

  init(caller: ServiceCaller, journal: Result<Journal, Fault>?, sender: AtMostOnceSender) {
    self.caller = caller
    self.sender = sender
    kept = journal
  }

  /// Where doors are written down.
  /// - Throws: `.journal`, also where none is kept: nobody could open the door again as it was.
  var journal: Journal {
    get throws(Fault) {
      guard let kept else { throw .noJournalForDoors }
      return try kept.get()
    }
  }

  var now: Date { caller.time.now() }

  /// The work, when nothing else is done to the door in this process.
  func atDoor(
    of group: Group.ID, named name: String,
    _ work: @escaping @Sendable () async throws(Fault) -> SettledDoor
  ) async -> SettledDoor {
    let turn = turns.withLock { turns in
      let turn = turns[group] ?? CallLimiter(1)
      turns[group] = turn
      return turn
    }
    let settled = try? await turn.run { () -> SettledDoor in
      do throws(Fault) {
        return try await work()
      } catch {
        return SettledDoor(group: group, groupName: name, outcome: .failed(error))
      }
    }
    return settled
      ?? SettledDoor(group: group, groupName: name, outcome: .failed(.cancelled))
  }

  /// What the journal has about a group's door, when no other process is at it.
  func door(of group: Group.ID) async throws(Fault) -> Door? {
    for _ in 0..<Self.turns {
      if Task.isCancelled { throw .cancelled }
      let door = try await journal.door(of: group)
      guard let door, door.isUnderWay, door.status.isInFlight,
        try door.writer != journal.writerName
      else { return door }
      do { try await caller.time.sleep(Self.turn) } catch { throw .cancelled }
    }
    throw .doorBusy
  }

  /// A call of a process that has died may still arrive. An earlier look proves nothing.
  func waitOutCalls(of door: Door?) async throws(Fault) {
    guard let door, door.status.isInFlight || door.status == .doubtful else { return }
    try await caller.waitOutGrace(since: door.changedAt)
  }

  /// How a course of changes went.
  enum ChangesOutcome {
    case done(Group)
    case failed(Fault, Group)
    case unconfirmed(Fault, Group)
  }

  /// Makes changes one after the other. Cancelling the task stops them before the first.
  func make(_ changes: [GroupChange], of group: Group) async -> ChangesOutcome {
    var group = group
    for (index, change) in changes.enumerated() {
      let call = VerifiableCall.change(change, of: group, by: caller)
      switch await sender.carryOut(call, isOverdue: index > 0) {
      case .done(let now), .moot(let now): group = now
      case .failed(let fault): return .failed(fault, group)
      case .unconfirmed(let cause): return .unconfirmed(.unconfirmedChange(cause), group)
      }
    }
    return .done(group)
  }

  /// Writes down how it went with a door. A failure to do so is harmless: what stands in the journal
  /// as under way is looked at before anything is done about it.
  func settle(_ door: Door) async {
    _ = try? await journal.save(door, at: now)
  }
}
