/// What a piece of the screen means. How it looks is the theme's business: a style's name is a
/// scope, and a theme that does not name `list.selected.handle` is asked for `list.selected`, then
/// for `list`.
public enum Style: String, CaseIterable, Sendable {
  case base = "ui"
  case title = "ui.title"
  case titleAccount = "ui.title.account"
  case border = "ui.border"
  case header = "ui.header"
  case dim = "ui.dim"
  case emphasis = "ui.emphasis"
  case keyName = "ui.key"
  case keyHelp = "ui.key.help"
  case keyDisabled = "ui.key.disabled"
  /// A prompt's text while it is typed.
  case input = "ui.input"
  /// A prompt's text that cannot be used as it stands.
  case inputError = "ui.input.error"
  /// What a search or filter found in a text.
  case match = "ui.match"
  /// A dialog, the help or the palette above the rest of the screen.
  case overlay = "ui.overlay"
  case scrollbar = "ui.scrollbar"

  case row = "list"
  case rowHandle = "list.handle"
  case rowDim = "list.dim"
  case rowFailed = "list.failed"
  /// The sign of a row that is marked for a decision on several.
  case rowMark = "list.mark"
  case rowSelected = "list.selected"
  case rowSelectedHandle = "list.selected.handle"
  case rowSelectedDim = "list.selected.dim"
  case rowSelectedFailed = "list.selected.failed"
  case rowSelectedMark = "list.selected.mark"
  /// The selected row of a pane that does not have the focus.
  case rowCurrent = "list.current"
  case rowCurrentHandle = "list.current.handle"
  case rowCurrentDim = "list.current.dim"
  case rowCurrentFailed = "list.current.failed"
  case rowCurrentMark = "list.current.mark"

  case badge = "badge"
  case badgeUnread = "badge.unread"
  case badgeLabel = "badge.label"
  case badgeFollowing = "badge.following"
  /// A rule suggests a decision.
  case badgeSuggestion = "badge.suggestion"

  case status = "status"
  case statusHeld = "status.held"
  case statusWarning = "status.warning"
  case statusError = "status.error"
  case statusSuccess = "status.success"
}
