extension State {
  /// What the terminal's window is called: in a row of narrow tabs the number is what is seen.
  var windowTitle: String {
    let waiting = waitingInAll
    return waiting.number == 0 ? "skydoor" : "\(waiting) waiting · skydoor"
  }
}
