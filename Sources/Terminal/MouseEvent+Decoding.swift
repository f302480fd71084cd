import Canvas

extension MouseEvent {
  /// Reads what stands between `ESC [ <` and `M`, a report as mode 1006 has it: button, column and
  /// row, the last two counted from 1. Nil for what means nothing here: motion, other buttons, and
  /// clicks with a key held, which terminals have uses of their own for.
  init?(sgrParameters text: some StringProtocol) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, let button = numbers[0], let column = numbers[1],
      let row = numbers[2]
    else { return nil }
    self.init(button: button, column: column - 1, row: row - 1)
  }

  /// Reads the three characters after `ESC [ M`, a report of a terminal that has no other: each
  /// number has 32 added to it.
  init?(legacy characters: [Unicode.Scalar]) {
    let numbers = characters.map { Int($0.value) - 32 }
    guard numbers.count == 3 else { return nil }
    self.init(button: numbers[0], column: numbers[1] - 1, row: numbers[2] - 1)
  }

  private init?(button: Int, column: Int, row: Int) {
    let gestures: [Int: Gesture] = [0: .click, 64: .wheelUp, 65: .wheelDown]
    guard let gesture = gestures[button], column >= 0, row >= 0 else { return nil }
    self.init(gesture, at: Frame.Position(row: row, column: column))
  }
}
