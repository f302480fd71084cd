extension ScreenEmulator {
  /// Runs an ECMA-48 control sequence: `ESC [`, parameters, a final letter.
  mutating func runControlSequence(final: Unicode.Scalar, parameters: String) {
    if parameters.hasPrefix("?") {
      if final == "h" || final == "l" {
        for mode in Self.numbers(parameters.dropFirst()) { setPrivate(mode, to: final == "h") }
      }
      return
    }
    // `>`, `=` and intermediates: questions to the terminal, nothing that shows.
    guard parameters.allSatisfy({ $0.isNumber || $0 == ";" || $0 == ":" }) else { return }
    let numbers = Self.numbers(parameters[...])
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "A": moveCursor(row: max(cursor.row - count, upperLimit))
    case "B", "e": moveCursor(row: min(cursor.row + count, lowerLimit))
    case "C", "a": moveCursor(column: cursor.column + count)
    case "D": moveCursor(column: cursor.column - count)
    case "E": moveCursor(row: min(cursor.row + count, lowerLimit), column: 0)
    case "F": moveCursor(row: max(cursor.row - count, upperLimit), column: 0)
    case "G", "`": moveCursor(column: count - 1)
    case "d": moveCursor(row: count - 1)
    case "H", "f": moveCursor(row: count - 1, column: max(1, numbers.dropFirst().first ?? 1) - 1)
    case "I": moveCursor(column: (cursor.column / 8 + count) * 8)
    case "Z": moveCursor(column: ((cursor.column + 7) / 8 - count) * 8)
    case "J": eraseInScreen(numbers.first ?? 0)
    case "K": eraseInLine(numbers.first ?? 0)
    case "X": erase(row: cursor.row, cursor.column..<cursor.column + count)
    case "@": insertCells(count)
    case "P": deleteCells(count)
    case "L": if region.contains(cursor.row) { scrollDown(cursor.row..<region.upperBound, count) }
    case "M": if region.contains(cursor.row) { scrollUp(cursor.row..<region.upperBound, count) }
    case "S": scrollUp(region, count)
    case "T": scrollDown(region, count)
    case "b": for _ in 0..<count { put(lastCharacter) }
    case "h": if numbers.contains(4) { inserts = true }
    case "l": if numbers.contains(4) { inserts = false }
    case "m": rendition.apply(parameters)
    case "r": setRegion(numbers)
    case "s": saved = Saved(cursor: cursor, rendition: rendition, charsets: charsets)
    case "u": restoreCursor()
    case "t": runWindowOperation(numbers)
    default: break
    }
  }

  private var upperLimit: Int { cursor.row < region.lowerBound ? 0 : region.lowerBound }
  private var lowerLimit: Int { cursor.row >= region.upperBound ? rows - 1 : region.upperBound - 1 }

  private static func numbers(_ parameters: Substring) -> [Int] {
    parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  }

  private mutating func setRegion(_ numbers: [Int]) {
    let top = max(1, numbers.first ?? 1) - 1
    let last = numbers.dropFirst().first ?? 0
    let bottom = last == 0 ? rows : min(last, rows)
    guard top < bottom else { return }
    region = top..<bottom
    moveCursor(row: 0, column: 0)
  }

  private mutating func setPrivate(_ mode: Int, to isOn: Bool) {
    switch mode {
    case 1: hasApplicationKeys = isOn
    case 7: wraps = isOn
    case 25: isCursorVisible = isOn
    case 47, 1047: showAlternate(isOn)
    case 1049:
      if isOn { saved = Saved(cursor: cursor, rendition: rendition, charsets: charsets) }
      showAlternate(isOn)
      if !isOn { restoreCursor() }
    case 9, 1000, 1002, 1003, 1005, 1006, 1015:
      if isOn { mouseModes.insert(mode) } else { mouseModes.remove(mode) }
    case 2004: isPasteBracketed = isOn
    default: break
    }
  }

  /// Puts the title aside, or brings it back; an icon has none here.
  private mutating func runWindowOperation(_ numbers: [Int]) {
    guard [0, 2].contains(numbers.dropFirst().first ?? 0) else { return }
    switch numbers.first {
    case 22: titleStack.append(title)
    case 23: title = titleStack.popLast() ?? title
    default: break
    }
  }

  private mutating func showAlternate(_ isOn: Bool) {
    guard isOn != isAlternate else { return }
    isAlternate = isOn
    swap(&saved, &mainSaved)
    if isOn {
      mainScreen = cells
      cells = Self.blank(columns, rows)
    } else {
      cells = mainScreen ?? Self.blank(columns, rows)
      mainScreen = nil
    }
  }

  mutating func restoreCursor() {
    rendition = saved.rendition
    charsets = saved.charsets
    moveCursor(row: saved.cursor.row, column: saved.cursor.column)
  }
}
