import Canvas

/// The style of a row's first part, which shows whether the row is selected, in the pane with the
/// focus or in another. Only that part changes its look when the selection moves: over a slow
/// connection every restyled column costs.
extension Style {
  static func row(isSelected: Bool, hasFocus: Bool) -> Style {
    switch (isSelected, hasFocus) {
    case (true, true): .rowSelected
    case (true, false): .rowCurrent
    case (false, _): .row
    }
  }
}
