import ATProto
import Config
import Foundation
import Moderation

/// Everything the console knows. A screen is a pure function of it, and only ``reduce(_:_:)``
/// changes it.
public struct State: Equatable, Sendable {
  public var session: Session
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
  var interrupted = Leftovers()
  var doors: Doors
  /// The pane that keys act on, while nothing covers it.
  var focus = Pane.groups
  var screen = Screen.panes
  var modal: Modal?
  var input: Input?
  var status = StatusLine()

  public init(
    account: String, others: [Account] = [], settings: Settings = Settings(), now: Date, size: Size
  ) {
    session = Session(account, others: others)
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

  /// The filter that is being typed.
  var prompt: FilterPrompt? { if case .filter(let prompt)? = input { prompt } else { nil } }

  /// The note or the name that is being typed.
  var textPrompt: TextPrompt? { if case .text(let prompt)? = input { prompt } else { nil } }

  var palette: Palette? {
    get { if case .palette(let palette)? = input { palette } else { nil } }
    set { input = newValue.map(Input.palette) }
  }

  /// Where the parts of the screen are, now.
  var layout: Layout { Layout(size: size, focus: focus, hasBanner: hasBanner) }

  /// A door is shut, or could not be shut or opened, or many people come.
  private var hasBanner: Bool {
    !doors.items.isEmpty || !doors.failures.isEmpty || hasRaidLine
  }

  /// What keys act on now.
  var context: Context { isTyping && modal == nil ? .prompt : place }

  /// A line is being typed, in place of the key bar.
  var isTyping: Bool { input != nil }

  /// Where the owner is, whatever is being typed there.
  var place: Context {
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
