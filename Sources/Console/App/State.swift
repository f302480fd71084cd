import ATProto
import Canvas
import Config
import Foundation
import Moderation

/// Everything the console knows. A screen is a pure function of it, and only ``reduce(_:_:)``
/// changes it.
public struct State: Equatable, Sendable {
  public var session: ConsoleSession
  /// What the owner has set.
  public let settings: Settings
  /// The time as of the last thing that happened. The reducers have no clock of their own.
  public var now: Date
  var size: Size
  var service = ServiceStatus()
  var groups = GroupList()
  var requests = Requests()
  var people = People()
  var decisions = Decisions()
  var interrupted = InterruptedDecisions()
  var doors: Doors
  /// The pane that keys act on, while nothing covers it.
  var focus = Pane.groups
  var screen = Screen.panes
  var modal: Modal?
  var input: Input?
  var status = StatusLine()

  public init(
    account: String, others: [Account] = [], settings: Settings, now: Date, size: Size
  ) {
    session = ConsoleSession(account, others: others)
    self.settings = settings
    self.now = now
    self.size = size
    doors = Doors(startedAt: now)
  }
}

extension State {
  public var message: Message? {
    get { status.message }
    set { status.message = newValue }
  }

  var history: History? {
    get { screen.history }
    _modify { yield &screen.history }
  }

  var groupPage: GroupPage? {
    get { screen.groupPage }
    _modify { yield &screen.groupPage }
  }

  var prompt: FilterPrompt? { if case .filter(let prompt)? = input { prompt } else { nil } }

  var textPrompt: TextPrompt? { if case .text(let prompt)? = input { prompt } else { nil } }

  var palette: CommandPalette? {
    get { if case .palette(let palette)? = input { palette } else { nil } }
    set { input = newValue.map(Input.palette) }
  }

  /// Where the parts of the screen are, now.
  var layout: Layout { Layout(size: size, focus: focus, hasBanner: hasBanner) }

  /// A door is shut, or could not be shut or opened, or many people come.
  private var hasBanner: Bool {
    !doors.items.isEmpty || !doors.failures.isEmpty || hasRaidLine
  }

  var context: KeyContext { isTyping && modal == nil ? .prompt : place }

  /// A line is being typed, in place of the key bar.
  var isTyping: Bool { input != nil }

  /// Where the owner is, whatever is being typed there.
  var place: KeyContext {
    if let modal { return modal.context }
    return switch screen {
    case .help: .help
    case .detail: .detail
    case .history(let history): history.isOpen ? .historyEntry : .history
    case .group: .group
    case .panes: focus == .groups ? .groups : .requests
    }
  }

  /// Nothing is on its way to the service.
  var isSettled: Bool {
    decisions.batches.isEmpty && groups.changes.isEmpty && doors.work == nil
  }
}

/// What is on the screen between the title and the key bar.
enum Screen: Equatable, Sendable {
  case panes
  case detail
  /// What was decided before.
  case history(History)
  /// What can be changed about one group, and its members.
  case group(GroupPage)
  /// The keys, from which line on, and what they cover.
  indirect case help(first: Int, over: Screen)

  /// What is there without the help.
  var uncovered: Screen {
    get { if case .help(_, let covered) = self { covered } else { self } }
    _modify {
      guard case .help(let first, var covered) = self else {
        yield &self
        return
      }
      // Two owners of the lists would have them copied at the first change.
      self = .panes
      yield &covered
      self = .help(first: first, over: covered)
    }
  }

  /// The history, while it is open. It can be changed, and neither opened nor closed.
  var history: History? {
    get { if case .history(let history) = uncovered { history } else { nil } }
    _modify {
      var open = history
      if open != nil { uncovered = .panes }
      yield &open
      if let open { uncovered = .history(open) }
    }
  }

  /// The group that is shown with its members. It can be changed, and neither opened nor closed.
  var groupPage: GroupPage? {
    get { if case .group(let page) = uncovered { page } else { nil } }
    _modify {
      var open = groupPage
      if open != nil { uncovered = .panes }
      yield &open
      if let open { uncovered = .group(open) }
    }
  }
}

/// What waits for an answer: keys do nothing else.
enum Modal: Equatable, Sendable {
  case decision(Question)
  case door(DoorQuestion)
  /// A group is to be opened to more people.
  case change(ChangeQuestion)
  /// What is to become of decisions that were interrupted?
  case interrupted

  var context: KeyContext {
    switch self {
    case .decision(let question): question.selected == nil ? .question : .choice
    case .door: .door
    case .change: .question
    case .interrupted: .interrupted
    }
  }
}

/// The line that is being typed, in place of the key bar.
enum Input: Equatable, Sendable {
  case filter(FilterPrompt)
  case text(TextPrompt)
  case palette(CommandPalette)
}

/// The state, and the only way to change it. Belongs to one thread.
public final class Store {
  public private(set) var state: State
  private let runner: EffectRunner

  public init(_ state: State, runner: EffectRunner) {
    self.state = state
    self.runner = runner
  }

  /// Reduces actions, oldest first, then starts the effects they ask for.
  public func send(_ actions: Action...) { send(actions) }

  public func send(_ actions: [Action]) {
    for effect in reduce(&state, actions) {
      runner.run(effect)
    }
  }
}

extension Keymap {
  /// What a key asks of the store.
  /// - Parameter pending: the keys before it, of a chord that has been begun.
  func action(for key: Key, after pending: [Key] = [], in context: KeyContext) -> Action {
    switch meaning(of: key, after: pending, in: context) {
    case .command(let command): .command(command)
    case .filter(let filter): .filterChosen(filter)
    case .begun(let chord): .chordBegun(chord)
    case .dropped: .chordDropped
    case .text(let key): .typed(key)
    case .nothing(let chord): .unboundKey(chord.description)
    }
  }
}

/// The keys as they are bound now, for whatever names one.
extension State {
  /// What a key press means now. The shell is at hand also in the middle of a line or a chord: what
  /// is meant for it must not be read as an answer.
  public func action(for key: Key) -> Action {
    if case .paste = key, context != .prompt { return .unboundKey("A pasted text") }
    let action = keymap.action(for: key, after: status.chord?.chord.keys ?? [], in: context)
    guard keymap.command(for: key, in: place) == .suspend else { return action }
    return switch action {
    case .typed(.control), .typed(.function), .unboundKey: .command(.suspend)
    case _: action
    }
  }
}
