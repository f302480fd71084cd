import Config

extension Command {
  public static let up = Command("up", title: "up", does: "Up")
  public static let down = Command("down", title: "down", does: "Down")
  public static let first = Command("first", title: "first", does: "To the first row")
  public static let last = Command("last", title: "last", does: "To the last row")
  public static let pageUp = Command("page-up", title: "page up", does: "A page up")
  public static let pageDown = Command("page-down", title: "page down", does: "A page down")
  public static let nextPane = Command("next-pane", title: "pane", does: "To the other pane")
  public static let groupsPane = Command("groups-pane", title: "groups", does: "To the groups")
  public static let requestsPane = Command(
    "requests-pane", title: "requests", does: "To the people waiting")
  public static let open = Command("open", title: "open", does: "Open what is selected")
  public static let reject = Command("reject", title: "reject", does: "Reject (all marked)")
  public static let approve = Command("approve", title: "approve", does: "Approve (all marked)")
  public static let rejectAndBlock = Command(
    "reject-and-block", title: "block", does: "Reject and block in public")
  public static let shutDoor = Command(
    "shut-door", title: "shut door", does: "Shut the door in a raid")
  public static let openDoor = Command("open-door", title: "open door", does: "Open the door again")
  public static let remove = Command("remove", title: "remove", does: "Remove (all marked)")
  public static let groupPage = Command("group", title: "group", does: "Link, lock and members")
  public static let switchLink = Command(
    "switch-link", title: "link on/off", does: "Join link on, or off")
  public static let linkRule = Command("link-rule", title: "who", does: "Who may ask by the link")
  public static let linkApproval = Command(
    "link-approval", title: "approval", does: "Have them wait, or let in")
  public static let switchLock = Command(
    "switch-lock", title: "lock", does: "Lock or unlock the group")
  public static let rename = Command("rename", title: "rename", does: "Give it another name")
  public static let confirm = Command("confirm", title: "yes", does: "Yes, do it")
  public static let everywhere = Command("everywhere", title: "all", does: "Yes, all doors")
  public static let decline = Command("decline", title: "no", does: "No, change nothing")
  public static let chooseSelected = Command(
    "choose-selected", title: "the selected", does: "Only the selected one")
  public static let chooseMarked = Command(
    "choose-marked", title: "the marked", does: "Those marked")
  public static let undo = Command("undo", title: "undo", does: "Take back what is held")
  public static let retry = Command("retry", title: "retry", does: "Try again what failed")
  public static let leftovers = Command(
    "leftovers", title: "interrupted", does: "See what was interrupted")
  public static let drop = Command("drop", title: "drop", does: "Drop it, send nothing")
  public static let later = Command("later", title: "later", does: "Leave it for later")
  public static let mark = Command("mark", title: "mark", does: "Mark, and go on")
  public static let markRange = Command(
    "mark-range", title: "range", does: "Mark from here to there")
  public static let markAll = Command("mark-all", title: "all", does: "Mark all shown, or none")
  public static let markCluster = Command(
    "mark-burst", title: "burst", does: "Mark all of the burst")
  public static let markRaid = Command(
    "mark-raid", title: "raid", does: "Mark who came in the raid")
  public static let filter = Command("filter", title: "filter", does: "Filter the list")
  public static let nextMatch = Command(
    "next-match", title: "next match", does: "To the next match")
  public static let previousMatch = Command(
    "previous-match", title: "previous match", does: "To the previous match")
  public static let sort = Command("sort", title: "sort", does: "Sort by something else")
  public static let reverse = Command("reverse", title: "reverse", does: "Turn the order around")
  public static let showLink = Command("show-link", title: "link", does: "Show the link")
  public static let copyLink = Command("copy-link", title: "copy link", does: "Copy the link")
  public static let note = Command("note", title: "note", does: "Note on the person")
  public static let history = Command("history", title: "history", does: "What was decided before")
  public static let refresh = Command("refresh", title: "refresh", does: "Ask the service again")
  public static let palette = Command(
    "palette", title: "commands", does: "Find a command by its name")
  public static let help = Command("help", title: "help", does: "Show or hide this help")
  public static let close = Command("close", title: "close", does: "Stop, close, go back")
  public static let nextAccount = Command(
    "next-account", title: "account", does: "Go on as the next account")
  public static let suspend = Command(
    "suspend", title: "suspend", does: "Suspend; fg comes back", leaving: .suspend)
  public static let redraw = Command("redraw", title: "redraw", does: "Draw the screen again")
  public static let nextTheme = Command("next-theme", title: "theme", does: "Show the next theme")
  public static let quit = Command(
    "quit", title: "quit", does: "Quit; held is sent first", leaving: .quit)

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
