import Foundation
import Moderation
import Words

/// What the owner has decided, as far as it is not settled.
struct Decisions: Equatable, Sendable {
  /// Decisions made and not settled yet, oldest first.
  var batches: [Batch] = []
  /// Why there is no journal, so that nothing can be decided.
  var fault: Fault?
  /// Those that failed while the console was closing, when no row can show them.
  var lost: [LostDecision] = []

  /// The decision that undo would take back.
  var undoable: Batch? { batches.last { $0.isHeld } }

  /// How many have no outcome yet.
  var undecided: Int { batches.sum { $0.unsettled.count } }

  func isPending(_ id: JoinRequest.ID) -> Bool {
    batches.contains { $0.verdict != .remove && $0.unsettled.contains(id) }
  }

  func isBeingRemoved(_ id: Membership) -> Bool {
    batches.contains { $0.verdict == .remove && $0.unsettled.contains(id) }
  }
}

/// Decisions that were made together, with one key press: one as a rule, or all that were marked.
/// Their rows have left the list; one comes back if its decision fails or is undone.
struct Batch: Identifiable, Equatable, Sendable {
  enum Phase: Equatable, Sendable {
    /// Nothing is sent yet; undo takes it back.
    case held
    case sending(since: Date)
    /// What is not sent yet has been called back; the rest is still to be settled.
    case stopping(since: Date)
  }

  /// Names the batch in effects and answers.
  typealias ID = Int

  let id: ID
  let verdict: Decision.Verdict
  /// All of them as they were, in the order in which they are sent: for the way back.
  let subjects: [Decision.Subject]
  var phase: Phase
  private(set) var unsettled: Set<Membership>
  private(set) var done = 0
  private(set) var gone = 0
  private(set) var failed = 0
  /// Called back before they were sent.
  private(set) var stopped = 0
  /// Who has left while the decision was on its way, as the log says: not to be shown as waiting
  /// should their row come back.
  private(set) var departures: [JoinRequest.ID: Departure] = [:]
  /// What the failures were about, each kind once.
  private(set) var faults: [Fault] = []

  init(id: ID, verdict: Decision.Verdict, subjects: [Decision.Subject], phase: Phase) {
    self.id = id
    self.verdict = verdict
    self.subjects = subjects
    self.phase = phase
    unsettled = Set(subjects.map(\.id))
  }

  var total: Int { subjects.count }
  var settled: Int { total - unsettled.count }

  var isHeld: Bool { phase == .held }

  var sendingSince: Date? {
    switch phase {
    case .held: nil
    case .sending(let since), .stopping(let since): since
    }
  }

  var decisions: [Decision] { subjects.map { Decision(verdict, $0.id) } }

  var groups: [Group.ID] {
    var known: Set<Group.ID> = []
    return subjects.compactMap { known.insert($0.group).inserted ? $0.group : nil }
  }

  /// Notes that somebody does not wait any more.
  mutating func depart(_ id: JoinRequest.ID, _ departure: Departure) {
    if unsettled.contains(id) { departures[id] = departure }
  }

  /// Notes an outcome.
  /// - Returns: whom it is about, as they were; nil when it is settled already, or none of this batch.
  mutating func settle(_ id: Membership, _ outcome: Outcome) -> Decision.Subject? {
    guard unsettled.remove(id) != nil else { return nil }
    switch outcome {
    case .done: done += 1
    case .gone: gone += 1
    case .failed(.cancelled): stopped += 1
    case .failed(let fault):
      failed += 1
      if !faults.contains(where: { $0.kind == fault.kind }) { faults.append(fault) }
    }
    return subjects.first { $0.id == id }
  }
}

/// A decision that did not come to a good end and has no row left to say so.
struct LostDecision: Hashable, Sendable {
  /// What the person is called: `@handle`, or the DID.
  let whom: String
  let groupName: String
  let verdict: Decision.Verdict
  let fault: Fault
}

extension Decision.Verdict {
  /// In which order requests are decided on: seats go to whoever has waited longest, whatever the
  /// order on the screen.
  func order(_ subjects: [Decision.Subject]) -> [Decision.Subject] {
    self == .approve ? subjects.sorted { $0.seniority < $1.seniority } : subjects
  }
}
