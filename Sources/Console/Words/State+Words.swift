extension State {
  /// What the terminal's window is called: in a row of narrow tabs the number is what is seen.
  var windowTitle: String {
    let waiting = waitingInAll
    return waiting.number == 0 ? "skydoor" : "\(waiting) waiting · skydoor"
  }
}

extension State {
  /// `4 marked`, for a heading; nil where none is, or where more is to be said.
  var markedText: String? {
    let (shown, hidden) = markCounts
    return shown > 0 && hidden == 0 ? "\(shown) marked" : nil
  }

  /// `2 marked here, 2 hidden`: the first thing in a heading, so that nothing else cuts it off.
  var hiddenMarksText: String? {
    let (shown, hidden) = markCounts
    return hidden > 0 ? "\(shown) marked here, \(hidden) hidden" : nil
  }
}
