import Moderation

/// What the owner has decided, as far as it is not settled.
public struct Decisions: Equatable, Sendable {
  /// Decisions made and not settled yet, oldest first.
  public var batches: [Batch] = []
  /// Why there is no journal, so that nothing can be decided.
  public var fault: Fault?
  /// Those that failed while the console was closing, when no row can show them.
  public var lost: [LostDecision] = []

  public init() {}

  /// The decision that undo would take back.
  public var undoable: Batch? { batches.last { $0.isHeld } }

  /// How many have no outcome yet.
  var undecided: Int { batches.reduce(0) { $0 + $1.unsettled.count } }

  /// A decision on the request is on its way.
  func isPending(_ id: JoinRequest.ID) -> Bool {
    batches.contains { $0.verdict != .remove && $0.unsettled.contains(id) }
  }

  /// The removal of the member is on its way.
  func isBeingRemoved(_ id: JoinRequest.ID) -> Bool {
    batches.contains { $0.verdict == .remove && $0.unsettled.contains(id) }
  }
}
