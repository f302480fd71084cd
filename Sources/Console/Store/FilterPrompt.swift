import Moderation

/// The line in which a filter is typed.
public struct FilterPrompt: Equatable, Sendable {
  public var line: LineEditor
  /// The mistake in what is typed so far; the list does not change while there is one.
  public var mistake: FilterError?
  /// What was in force before, for the way back.
  let before: RequestFilter
  /// Who was selected before, if the owner had chosen anybody.
  let selected: JoinRequest.ID?
  /// Which of the earlier filters is shown; nil for the one being typed.
  var recalled: Int?
  /// What was being typed when an earlier filter was called up.
  var draft = ""

  init(before: RequestFilter, selected: JoinRequest.ID?) {
    line = LineEditor(before.text)
    self.before = before
    self.selected = selected
  }
}
