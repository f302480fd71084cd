/// Something the owner can tell the console to do. This one table gives its name and its words.
public enum Command: String, CaseIterable, Sendable {
  case up
  case down
  case first
  case last
  case pageUp = "page-up"
  case pageDown = "page-down"
  case nextPane = "next-pane"
  case groupsPane = "groups-pane"
  case requestsPane = "requests-pane"
  case open
  case reject
  case approve
  case undo
  case refresh
  case help
  case close
  case suspend
  case redraw
  case quit

  /// One or two words, for the key bar.
  public var title: String {
    switch self {
    case .up: "up"
    case .down: "down"
    case .first: "first"
    case .last: "last"
    case .pageUp: "page up"
    case .pageDown: "page down"
    case .nextPane: "pane"
    case .groupsPane: "groups"
    case .requestsPane: "requests"
    case .open: "open"
    case .reject: "reject"
    case .approve: "approve"
    case .undo: "undo"
    case .refresh: "refresh"
    case .help: "help"
    case .close: "close"
    case .suspend: "suspend"
    case .redraw: "redraw"
    case .quit: "quit"
    }
  }

  /// A line, for the help.
  public var help: String {
    switch self {
    case .up: "Move up"
    case .down: "Move down"
    case .first: "Go to the first row"
    case .last: "Go to the last row"
    case .pageUp: "Move a page up"
    case .pageDown: "Move a page down"
    case .nextPane: "Go to the other pane"
    case .groupsPane: "Go to the groups"
    case .requestsPane: "Go to the people waiting"
    case .open: "Open: a group's people, or a person's details"
    case .reject: "Reject the selected request"
    case .approve: "Approve the selected request"
    case .undo: "Take back the last decision that is still held"
    case .refresh: "Ask the service again"
    case .help: "Show or hide this help"
    case .close: "Close what is open, or go back"
    case .suspend: "Suspend to the shell (fg brings the console back)"
    case .redraw: "Draw the screen again"
    case .quit: "Quit; what is held is sent first"
    }
  }
}
