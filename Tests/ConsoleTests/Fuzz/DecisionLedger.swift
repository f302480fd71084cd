import Moderation

@testable import Console

/// Where each decision is, by the effects that the console has asked for.
struct DecisionLedger {
  private enum Place { case held, sent }

  /// Those that have no end yet, by what they are about.
  private var places: [JoinRequest.ID: Place] = [:]
  /// Those that an interrupted console has left in the journal.
  private var leftover: Set<JoinRequest.ID> = []
  private var batches: Set<Batch.ID> = []

  var isEmpty: Bool { places.isEmpty }
  var hasHeld: Bool { places.values.contains(.held) }

  mutating func record(_ drafts: [DecisionDraft]) throws {
    for draft in drafts {
      try hold(places[draft.subject.id] == nil, "decided on twice: \(draft.subject.id)")
      places[draft.subject.id] = .held
      leftover.remove(draft.subject.id)
    }
  }

  /// Everything is written down before, and nothing goes out twice.
  mutating func send(_ batch: Batch.ID, _ decisions: [Decision]) throws {
    try hold(batches.insert(batch).inserted, "batch \(batch) is sent twice")
    for decision in decisions {
      let isLeft = leftover.remove(decision.membership) != nil
      try hold(
        places[decision.membership] == .held || isLeft && places[decision.membership] == nil,
        "sent without being written down, or twice: \(decision)")
      places[decision.membership] = .sent
    }
  }

  mutating func withdraw(_ decisions: [Decision]) throws {
    for decision in decisions {
      try hold(places[decision.membership] == .held, "called back, but not held: \(decision)")
      places[decision.membership] = nil
    }
  }

  mutating func settle(_ id: JoinRequest.ID) { places[id] = nil }

  mutating func leave(_ entries: [JournalEntry]) {
    leftover.formUnion(entries.map(\.subject.id))
  }
}
