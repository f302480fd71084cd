import Config

/// What the mouse can be over, as far as it can do something there.
enum Target: Hashable {
  /// A list, and which of its rows; nil beside the rows.
  case pane(Pane, row: Int?)
  case history(row: Int?)
  case members(row: Int?)
  case palette(row: Int?)
  case help
  /// One person, or one decision of before, full size.
  case sheet
  /// An entry of the key bar.
  case key(Command)
}
