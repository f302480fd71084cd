extension Command {
  public static let up = Command("up", title: "up", help: "Up")
  public static let down = Command("down", title: "down", help: "Down")
  public static let first = Command("first", title: "first", help: "To the first row")
  public static let last = Command("last", title: "last", help: "To the last row")
  public static let pageUp = Command("page-up", title: "page up", help: "A page up")
  public static let pageDown = Command("page-down", title: "page down", help: "A page down")
  public static let nextPane = Command("next-pane", title: "pane", help: "To the other pane")
  public static let groupsPane = Command("groups-pane", title: "groups", help: "To the groups")
  public static let requestsPane = Command(
    "requests-pane", title: "requests", help: "To the people waiting")
  public static let open = Command("open", title: "open", help: "Open what is selected")
  public static let reject = Command("reject", title: "reject", help: "Reject (all marked)")
  public static let approve = Command("approve", title: "approve", help: "Approve (all marked)")
  public static let rejectAndBlock = Command(
    "reject-and-block", title: "block", help: "Reject and block in public")
  public static let shutDoor = Command(
    "shut-door", title: "shut door", help: "Shut the door in a raid")
  public static let openDoor = Command("open-door", title: "open door", help: "Open the door again")
  public static let remove = Command("remove", title: "remove", help: "Remove (all marked)")
  public static let groupPage = Command("group", title: "group", help: "Link, lock and members")
  public static let switchLink = Command(
    "switch-link", title: "link on/off", help: "Join link on, or off")
  public static let linkRule = Command("link-rule", title: "who", help: "Who may ask by the link")
  public static let linkApproval = Command(
    "link-approval", title: "approval", help: "Have them wait, or let in")
  public static let switchLock = Command(
    "switch-lock", title: "lock", help: "Lock or unlock the group")
  public static let rename = Command("rename", title: "rename", help: "Give it another name")
  public static let confirm = Command("confirm", title: "yes", help: "Yes, do it")
  public static let everywhere = Command("everywhere", title: "all", help: "Yes, all doors")
  public static let decline = Command("decline", title: "no", help: "No, change nothing")
  public static let chooseSelected = Command(
    "choose-selected", title: "the selected", help: "Only the selected one")
  public static let chooseMarked = Command(
    "choose-marked", title: "the marked", help: "Those marked")
  public static let undo = Command("undo", title: "undo", help: "Take back what is held")
  public static let retry = Command("retry", title: "retry", help: "Try again what failed")
  public static let leftovers = Command(
    "leftovers", title: "interrupted", help: "See what was interrupted")
  public static let drop = Command("drop", title: "drop", help: "Drop it, send nothing")
  public static let later = Command("later", title: "later", help: "Leave it for later")
  public static let mark = Command("mark", title: "mark", help: "Mark, and go on")
  public static let markRange = Command(
    "mark-range", title: "range", help: "Mark from here to there")
  public static let markAll = Command("mark-all", title: "all", help: "Mark all shown, or none")
  public static let markCluster = Command(
    "mark-burst", title: "burst", help: "Mark all of the burst")
  public static let markRaid = Command(
    "mark-raid", title: "raid", help: "Mark who came in the raid")
  public static let filter = Command("filter", title: "filter", help: "Filter the list")
  public static let nextMatch = Command(
    "next-match", title: "next match", help: "To the next match")
  public static let previousMatch = Command(
    "previous-match", title: "previous match", help: "To the previous match")
  public static let sort = Command("sort", title: "sort", help: "Sort by something else")
  public static let reverse = Command("reverse", title: "reverse", help: "Turn the order around")
  public static let showLink = Command("show-link", title: "link", help: "Show the link")
  public static let copyLink = Command("copy-link", title: "copy link", help: "Copy the link")
  public static let note = Command("note", title: "note", help: "Note on the person")
  public static let history = Command("history", title: "history", help: "What was decided before")
  public static let refresh = Command("refresh", title: "refresh", help: "Ask the service again")
  public static let palette = Command(
    "palette", title: "commands", help: "Find a command by its name")
  public static let help = Command("help", title: "help", help: "Show or hide this help")
  public static let close = Command("close", title: "close", help: "Stop, close, go back")
  public static let nextAccount = Command(
    "next-account", title: "account", help: "Go on as the next account")
  public static let suspend = Command(
    "suspend", title: "suspend", help: "Suspend; fg comes back", leaving: .suspend)
  public static let redraw = Command("redraw", title: "redraw", help: "Draw the screen again")
  public static let nextTheme = Command("next-theme", title: "theme", help: "Show the next theme")
  public static let quit = Command(
    "quit", title: "quit", help: "Quit; held is sent first", leaving: .quit)

  /// All there are.
  public static let all: [Command] = [
    .up, .down, .first, .last, .pageUp, .pageDown, .nextPane, .groupsPane, .requestsPane, .open,
    .reject, .approve, .rejectAndBlock, .shutDoor, .openDoor, .remove, .groupPage, .switchLink,
    .linkRule, .linkApproval, .switchLock, .rename, .confirm, .everywhere, .decline,
    .chooseSelected, .chooseMarked, .undo, .retry, .leftovers, .drop, .later, .mark, .markRange,
    .markAll, .markCluster, .markRaid, .filter, .nextMatch, .previousMatch, .sort, .reverse,
    .showLink, .copyLink, .note, .history, .refresh, .palette, .help, .close, .nextAccount,
    .suspend, .redraw, .nextTheme, .quit,
  ]
}
