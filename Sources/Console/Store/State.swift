import Foundation
import Moderation

/// Everything the console knows. A screen is a pure function of it, and only ``reduce(_:_:)``
/// changes it.
public struct State: Equatable, Sendable {
  /// The account signed in, as a handle.
  public let account: String
  /// Decisions are switched off (`--read-only`).
  public let readOnly: Bool
  /// How long a decision is held, so that it can be undone, before it is sent; zero sends at once.
  public let undoDelay: Duration

  /// The time as of the last thing that happened. The reducers have no clock of their own.
  public var now: Date
  public var size: Size
  public var groups = GroupList()
  public var requests: [Group.ID: RequestList] = [:]
  /// Decisions made and not settled yet, oldest first.
  public var pending: [PendingDecision] = []
  public var focus = Pane.groups
  public var overlay: Overlay?
  /// What the status line says about the last thing that happened.
  public var message: Message?
  public var connection = Connection.connecting
  public var lifecycle = Lifecycle.running
  /// Faults of decisions that failed while the console was closing, when no row can show them.
  public var lost: [LostDecision] = []
  /// Numbers the loads and the decisions, so that late answers can be told apart.
  var lastNumber = 0

  public init(
    account: String, readOnly: Bool = false, undoDelay: Duration = .seconds(3), now: Date,
    size: Size
  ) {
    self.account = account
    self.readOnly = readOnly
    self.undoDelay = undoDelay
    self.now = now
    self.size = size
  }

  mutating func nextNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }
}

extension State {
  /// Where the parts of the screen are, now.
  public var layout: Layout { Layout(size: size, focus: focus) }

  /// What keys act on now.
  public var context: Context {
    switch overlay {
    case .help: .help
    case .detail: .detail
    case nil: focus == .groups ? .groups : .requests
    }
  }

  /// False once the console is to close.
  public var isOpen: Bool {
    if case .finished = lifecycle { false } else { true }
  }

  /// The signal that closed the console, if one did.
  public var endingSignal: Int32? {
    if case .finished(let signal) = lifecycle { signal } else { nil }
  }

  public var selectedGroup: Group? { groups.selected }

  /// The list of the selected group; an empty one that nobody has asked for yet when there is none.
  public var selectedList: RequestList {
    guard let group = selectedGroup else { return RequestList() }
    return requests[group.id] ?? RequestList()
  }

  public var selectedRequest: JoinRequest? { selectedList.selected }

  /// How many wait in a group: the true number once its list is known, the service's (which counts
  /// no further than 20) until then.
  public func waiting(in group: Group) -> WaitingCount {
    if let list = requests[group.id], list.isComplete {
      return WaitingCount(list.rows.count, isCapped: false)
    }
    let undecided = pending.count { $0.decision.request.group == group.id }
    return WaitingCount(
      max(0, group.pending - (group.pendingIsCapped ? 0 : undecided)),
      isCapped: group.pendingIsCapped)
  }

  /// How many wait in all groups.
  public var waitingInAll: WaitingCount {
    groups.items.reduce(WaitingCount(0, isCapped: false)) { $0 + waiting(in: $1) }
  }

  /// The decision that undo would take back.
  public var undoable: PendingDecision? { pending.last { $0.phase == .held } }
}
