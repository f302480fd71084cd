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
      try hold(places[draft.request.id] == nil, "decided on twice: \(draft.request.id)")
      places[draft.request.id] = .held
      leftover.remove(draft.request.id)
    }
  }

  /// Everything is written down before, and nothing goes out twice.
  mutating func send(_ batch: Batch.ID, _ decisions: [Decision]) throws {
    try hold(batches.insert(batch).inserted, "batch \(batch) is sent twice")
    for decision in decisions {
      let isLeft = leftover.remove(decision.request) != nil
      try hold(
        places[decision.request] == .held || isLeft && places[decision.request] == nil,
        "sent without being written down, or twice: \(decision)")
      places[decision.request] = .sent
    }
  }

  mutating func withdraw(_ decisions: [Decision]) throws {
    for decision in decisions {
      try hold(places[decision.request] == .held, "called back, but not held: \(decision)")
      places[decision.request] = nil
    }
  }

  mutating func settle(_ id: JoinRequest.ID) { places[id] = nil }

  mutating func leave(_ entries: [JournalEntry]) {
    leftover.formUnion(entries.map(\.request.id))
  }
}
