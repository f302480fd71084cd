import Canvas

/// The styles of a list's row: selected in the pane with the focus, selected in another, or not.
struct RowTone {
  let base: Style
  let handle: Style
  let dim: Style
  let failed: Style

  init(isSelected: Bool, hasFocus: Bool) {
    switch (isSelected, hasFocus) {
    case (true, true):
      base = .rowSelected
      handle = .rowSelectedHandle
      dim = .rowSelectedDim
      failed = .rowSelectedFailed
    case (true, false):
      base = .rowCurrent
      handle = .rowCurrentHandle
      dim = .rowCurrentDim
      failed = .rowCurrentFailed
    case (false, _):
      base = .row
      handle = .rowHandle
      dim = .rowDim
      failed = .rowFailed
    }
  }
}
