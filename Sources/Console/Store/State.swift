import ATProto
import Foundation
import Moderation

/// Everything the console knows. A screen is a pure function of it, and only ``reduce(_:_:)``
/// changes it.
public struct State: Equatable, Sendable {
  /// The account signed in: a handle, or a DID where it has none of its own.
  public let account: String
  /// The other accounts signed in here; the first is the next one.
  public let others: [Account]
  /// What the owner has set.
  public let settings: Settings

  /// When the console was opened.
  let startedAt: Date
  /// The time as of the last thing that happened. The reducers have no clock of their own.
  public var now: Date
  public var size: Size
  public var groups = GroupList()
  /// Who waits, by group.
  public var requests: [Group.ID: RequestList] = [:]
  /// The rows shown, of the selected group or of all.
  public var queue = Queue()
  /// Who was selected in the scopes that have been left.
  var places: [Scope: JoinRequest.ID] = [:]
  public var sort = SortOrder.waiting
  public var isReversed = false
  public var filter = RequestFilter.none
  /// What `n` and `N` look for: the last filter that was in force.
  var searched = RequestFilter.none
  /// The filters accepted so far, the newest last.
  var filterHistory: [String] = []
  /// The keys of a chord that has been begun.
  public var chord: PendingChord?
  public var prompt: FilterPrompt?
  public var textPrompt: TextPrompt?
  public var palette: Palette?
  public var marks = Marks()
  public var question: Question?
  public var doorQuestion: DoorQuestion?
  public var changeQuestion: ChangeQuestion?
  /// Decisions made and not settled yet, oldest first.
  public var batches: [Batch] = []
  /// Changes to groups that are not settled yet.
  public var changes = ChangeBook()
  public var profiles = ProfileBook()
  public var clusters = ClusterBook()
  public var memories = MemoryBook()
  /// Whose labels count; nil until that is known.
  public var labelers: Labelers?
  public var leftovers = Leftovers()
  public var doors = Doors()
  /// Why there is no journal, so that nothing can be decided.
  public var journalFault: Fault?
  public var live = LiveStatus()
  /// How fast people come.
  var raids = RaidWatch()
  var keeping = Keeping()
  /// The rows of people who have left are taken away after a while, by a timer that runs.
  var isLingering = false
  public var focus = Pane.groups
  public var overlay: Overlay?
  /// What was decided before, while it is shown.
  public var history: History?
  /// The group that is shown with its members.
  public var groupPage: GroupPage?
  /// What the status line says about the last thing that happened.
  public var message: Message?
  /// What is to be said about the last key while the line belongs to a question, or to what is being
  /// typed.
  public var aside: Message?
  public var connection = Connection.connecting
  public var lifecycle = Lifecycle.running
  /// The account that the owner wants to go on as.
  public var switching: Account?
  /// Faults of decisions that failed while the console was closing, when no row can show them.
  public var lost: [LostDecision] = []
  /// The doors that could not be shut or opened then.
  public var lostDoors: [DoorFailure] = []
  /// The same of changes to groups.
  public var lostChanges: [LostChange] = []
  /// Numbers the loads and the batches, so that late answers can be told apart.
  var lastNumber = 0

  public init(
    account: String, others: [Account] = [], settings: Settings = Settings(), now: Date, size: Size
  ) {
    self.account = account
    self.others = others
    self.settings = settings
    startedAt = now
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
  public var layout: Layout { Layout(size: size, focus: focus, hasBanner: hasBanner) }

  /// A door is shut, or could not be shut or opened, or many people come.
  private var hasBanner: Bool {
    !doors.items.isEmpty || !doors.failures.isEmpty || hasRaidLine
  }

  /// What keys act on now.
  public var context: Context { isTyping && !place.isQuestion ? .prompt : place }

  /// A line is being typed, in place of the key bar.
  var isTyping: Bool { prompt != nil || textPrompt != nil || palette != nil }

  /// Where the owner is, whatever is being typed there.
  var place: Context {
    if let question { return question.selected == nil ? .question : .choice }
    if changeQuestion != nil { return .question }
    if doorQuestion != nil { return .door }
    if leftovers.isAsked { return .leftovers }
    return switch overlay {
    case .help?: .help
    case .detail?: .detail
    case .history?: history?.isOpen == true ? .historyEntry : .history
    case .group?: .group
    case nil: focus == .groups ? .groups : .requests
    }
  }

  /// What to call the account signed in: `@handle`, or the DID.
  var accountName: String { account.hasPrefix("did:") ? account : "@\(account)" }

  /// False once the console is to close.
  public var isOpen: Bool {
    if case .finished = lifecycle { false } else { true }
  }

  /// The account that the console goes on as once it has finished; nil where it is left.
  public var successor: Account? { isOpen ? nil : switching }

  /// The signal that closed the console, if one did.
  public var endingSignal: Int32? {
    if case .finished(let signal) = lifecycle { signal } else { nil }
  }

  /// The decision that undo would take back.
  public var undoable: Batch? { batches.last { $0.isHeld } }

  /// Decisions that have no outcome yet.
  var undecided: Int { batches.reduce(0) { $0 + $1.unsettled.count } }

  /// Nothing is on its way to the service.
  var isSettled: Bool { batches.isEmpty && changes.isEmpty && doors.work == nil }

  /// A decision on the request is on its way.
  func isPending(_ id: JoinRequest.ID) -> Bool {
    batches.contains { $0.verdict != .remove && $0.unsettled.contains(id) }
  }

  /// The removal of the member is on its way.
  func isBeingRemoved(_ id: JoinRequest.ID) -> Bool {
    batches.contains { $0.verdict == .remove && $0.unsettled.contains(id) }
  }
}
