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
  case rejectAndBlock = "reject-and-block"
  case shutDoor = "shut-door"
  case openDoor = "open-door"
  case remove
  case groupPage = "group"
  case switchLink = "switch-link"
  case linkRule = "link-rule"
  case linkApproval = "link-approval"
  case switchLock = "switch-lock"
  case rename
  case confirm
  case everywhere
  case decline
  case chooseSelected = "choose-selected"
  case chooseMarked = "choose-marked"
  case undo
  case retry
  case leftovers
  case drop
  case later
  case mark
  case markRange = "mark-range"
  case markAll = "mark-all"
  case markCluster = "mark-burst"
  case markRaid = "mark-raid"
  case filter
  case nextMatch = "next-match"
  case previousMatch = "previous-match"
  case sort
  case reverse
  case showLink = "show-link"
  case copyLink = "copy-link"
  case note
  case history
  case refresh
  case palette
  case help
  case close
  case nextAccount = "next-account"
  case suspend
  case redraw
  case nextTheme = "next-theme"
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
    case .rejectAndBlock: "block"
    case .shutDoor: "shut door"
    case .openDoor: "open door"
    case .remove: "remove"
    case .groupPage: "group"
    case .switchLink: "link on/off"
    case .linkRule: "who"
    case .linkApproval: "approval"
    case .switchLock: "lock"
    case .rename: "rename"
    case .confirm: "yes"
    case .everywhere: "all"
    case .decline: "no"
    case .chooseSelected: "the selected"
    case .chooseMarked: "the marked"
    case .undo: "undo"
    case .retry: "retry"
    case .leftovers: "interrupted"
    case .drop: "drop"
    case .later: "later"
    case .mark: "mark"
    case .markRange: "range"
    case .markAll: "all"
    case .markCluster: "burst"
    case .markRaid: "raid"
    case .filter: "filter"
    case .nextMatch: "next match"
    case .previousMatch: "previous match"
    case .sort: "sort"
    case .reverse: "reverse"
    case .showLink: "link"
    case .copyLink: "copy link"
    case .note: "note"
    case .history: "history"
    case .refresh: "refresh"
    case .palette: "commands"
    case .help: "help"
    case .close: "close"
    case .nextAccount: "account"
    case .suspend: "suspend"
    case .redraw: "redraw"
    case .nextTheme: "theme"
    case .quit: "quit"
    }
  }

  /// A short line, for the help.
  public var help: String {
    switch self {
    case .up: "Up"
    case .down: "Down"
    case .first: "To the first row"
    case .last: "To the last row"
    case .pageUp: "A page up"
    case .pageDown: "A page down"
    case .nextPane: "To the other pane"
    case .groupsPane: "To the groups"
    case .requestsPane: "To the people waiting"
    case .open: "Open what is selected"
    case .reject: "Reject (all marked)"
    case .approve: "Approve (all marked)"
    case .rejectAndBlock: "Reject and block in public"
    case .shutDoor: "Shut the door in a raid"
    case .openDoor: "Open the door again"
    case .remove: "Remove (all marked)"
    case .groupPage: "Link, lock and members"
    case .switchLink: "Join link on, or off"
    case .linkRule: "Who may ask by the link"
    case .linkApproval: "Have them wait, or let in"
    case .switchLock: "Lock or unlock the group"
    case .rename: "Give it another name"
    case .confirm: "Yes, do it"
    case .everywhere: "Yes, all doors"
    case .decline: "No, change nothing"
    case .chooseSelected: "Only the selected one"
    case .chooseMarked: "Those marked"
    case .undo: "Take back what is held"
    case .retry: "Try again what failed"
    case .leftovers: "See what was interrupted"
    case .drop: "Drop it, send nothing"
    case .later: "Leave it for later"
    case .mark: "Mark, and go on"
    case .markRange: "Mark from here to there"
    case .markAll: "Mark all shown, or none"
    case .markCluster: "Mark all of the burst"
    case .markRaid: "Mark who came in the raid"
    case .filter: "Filter the list"
    case .nextMatch: "To the next match"
    case .previousMatch: "To the previous match"
    case .sort: "Sort by something else"
    case .reverse: "Turn the order around"
    case .showLink: "Show the link"
    case .copyLink: "Copy the link"
    case .note: "Note on the person"
    case .history: "What was decided before"
    case .refresh: "Ask the service again"
    case .palette: "Find a command by its name"
    case .help: "Show or hide this help"
    case .close: "Stop, close, go back"
    case .nextAccount: "Go on as the next account"
    case .suspend: "Suspend; fg comes back"
    case .redraw: "Draw the screen again"
    case .nextTheme: "Show the next theme"
    case .quit: "Quit; held is sent first"
    }
  }
}
