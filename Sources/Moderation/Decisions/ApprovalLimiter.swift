import ATProto
import Synchronization

/// Has the seats of a group go to those who are approved first, however fast the calls are: as many
/// approvals are under way as seats are known to be free, so that each of them has one; where that
/// is not known, or none seems to be left, one after the other. One that fails leaves its seat to
/// the next.
final class ApprovalLimiter: Sendable {
  private struct Entry {
    /// Lets approvals go in the order in which they come.
    let turns = CallLimiter(1)
    /// Seats that nobody has got yet; nil where the service has not said.
    var free: Int?
    /// How many count on this entry. What was known is out of date when nobody does.
    var users = 0
  }

  private let entries = Mutex<[Group.ID: Entry]>([:])

  /// Remembers what is learnt about the group's seats until ``release(_:)``.
  func retain(_ group: Group.ID) {
    entries.withLock { $0[group, default: Entry()].users += 1 }
  }

  func release(_ group: Group.ID) {
    entries.withLock { entries in
      entries[group]?.users -= 1
      if entries[group]?.users == 0 { entries[group] = nil }
    }
  }

  /// How many approvals in the group may be under way at once.
  func allowed(in group: Group.ID) -> Int { max(1, entries.withLock { $0[group]?.free } ?? 1) }

  /// Approves somebody when it is their turn.
  /// - Throws: `CancellationError` where the task is cancelled before that.
  func approve(
    in group: Group.ID, _ approval: @Sendable () async -> DecisionResult
  ) async throws(CancellationError) -> DecisionResult {
    retain(group)
    defer { release(group) }
    guard let turns = entries.withLock({ $0[group]?.turns }) else { throw CancellationError() }
    return try await turns.run {
      let result = await approval()
      // Before the turn ends, so that nobody gets one for a seat that is taken.
      turns.allow(note(result, in: group))
      return result
    }
  }

  /// - Returns: how many may be under way now.
  private func note(_ result: DecisionResult, in group: Group.ID) -> Int {
    entries.withLock { entries in
      guard var entry = entries[group] else { return 1 }
      switch result.outcome {
      case .done:
        // Answers overtake each other: the lowest number is the newest.
        entry.free = [entry.free.map { $0 - 1 }, result.freeSeats].compactMap { $0 }.min()
      case .failed(let fault) where fault.kind == .unconfirmed:
        entry.free = entry.free.map { $0 - 1 }
      case .failed(let fault) where fault.kind == .groupFull: entry.free = 0
      case .gone, .failed: break
      }
      entries[group] = entry
      return max(1, entry.free ?? 1)
    }
  }
}
