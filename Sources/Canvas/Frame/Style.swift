/// What a piece of the screen means. How it looks is the theme's business: a style's name is a
/// scope, and a theme that does not name `status.error` is asked for `status`, then for `ui`.
public enum Style: String, CaseIterable, Sendable {
  case base = "ui"
  case title = "ui.title"
  case titleAccount = "ui.title.account"
  /// What is not to be forgotten: a door that is shut.
  case banner = "ui.banner"
  case border = "ui.border"
  case header = "ui.header"
  case dim = "ui.dim"
  case emphasis = "ui.emphasis"
  case keyName = "ui.key"
  case keyHelp = "ui.key.help"
  case keyDisabled = "ui.key.disabled"
  /// The line in which a filter is written.
  case prompt = "ui.prompt"
  /// What is wrong with the filter as it stands.
  case promptError = "ui.prompt.error"

  case row = "list"
  case rowHandle = "list.handle"
  case rowDim = "list.dim"
  case rowFailed = "list.failed"
  /// The sign of a row that is marked.
  case rowMarked = "list.marked"
  /// A row that is withdrawn, or was handled elsewhere.
  case rowGone = "list.gone"
  /// What a rule suggests, or that somebody is one of a cluster.
  case rowBadge = "list.badge"
  /// The sign of a request that has not been looked at.
  case rowNew = "list.new"
  /// The selected row, in the pane that has the focus.
  case rowSelected = "list.selected"
  /// The selected row of a pane that does not have the focus.
  case rowCurrent = "list.current"

  case status = "status"
  case statusHeld = "status.held"
  case statusWarning = "status.warning"
  case statusError = "status.error"
  case statusSuccess = "status.success"
  /// A question that waits for its answer.
  case question = "status.question"
  /// The filled part of a progress bar.
  case progress = "status.progress"
  /// The part of a progress bar that is still to come.
  case progressRest = "status.progress.rest"
}
