import CPseudoTerminal

extension ScreenEmulator {
  /// Writes a character at the cursor.
  mutating func put(_ scalar: Unicode.Scalar) {
    var scalar = scalar
    if charsets.isDrawing[charsets.active], let drawn = Self.drawing[scalar] { scalar = drawn }
    let width = Int(character_width(scalar.value))
    if width == 0 {
      appendToLast(scalar)
      return
    }
    // A screen of one column has no place for a wide one.
    guard width > 0, width <= columns else { return }
    if isWrapPending || cursor.column + width > columns {
      if wraps {
        moveCursor(column: 0)
        index()
      } else {
        cursor.column = max(0, columns - width)
      }
      isWrapPending = false
    }
    if inserts { insertCells(width) }
    clearHalves(cursor.column..<cursor.column + width)
    cells[cursor.row][cursor.column] = ScreenCell(
      text: String(scalar), rendition: rendition, link: openLink)
    if width == 2 {
      cells[cursor.row][cursor.column + 1] = ScreenCell(
        text: "", rendition: rendition, link: openLink)
    }
    lastCharacter = scalar
    if cursor.column + width < columns {
      cursor.column += width
    } else {
      cursor.column = columns - 1
      isWrapPending = true
    }
  }

  /// A combining mark joins the character before the cursor.
  private mutating func appendToLast(_ scalar: Unicode.Scalar) {
    var column = isWrapPending ? cursor.column : cursor.column - 1
    if column > 0, cells[cursor.row][column].text.isEmpty { column -= 1 }
    if column >= 0 { cells[cursor.row][column].text.unicodeScalars.append(scalar) }
  }

  /// Overwriting half of a wide character leaves a blank in the place of its other half.
  private mutating func clearHalves(_ range: Range<Int>) {
    let row = cursor.row
    if range.lowerBound > 0, cells[row][range.lowerBound].text.isEmpty {
      cells[row][range.lowerBound - 1].text = " "
    }
    if range.upperBound < columns, cells[row][range.upperBound].text.isEmpty {
      cells[row][range.upperBound].text = " "
    }
  }

  mutating func moveCursor(row: Int? = nil, column: Int? = nil) {
    cursor.row = min(max(row ?? cursor.row, 0), rows - 1)
    cursor.column = min(max(column ?? cursor.column, 0), columns - 1)
    isWrapPending = false
  }

  /// One row down, scrolling at the end of the region.
  mutating func index() {
    isWrapPending = false
    if cursor.row == region.upperBound - 1 {
      scrollUp(region, 1)
    } else if cursor.row < rows - 1 {
      cursor.row += 1
    }
  }

  /// One row up, scrolling at the top of the region.
  mutating func reverseIndex() {
    isWrapPending = false
    if cursor.row == region.lowerBound {
      scrollDown(region, 1)
    } else if cursor.row > 0 {
      cursor.row -= 1
    }
  }

  /// What erasing leaves: a blank on the current background.
  private var erased: ScreenCell {
    ScreenCell(rendition: ScreenCell.Rendition(background: rendition.background))
  }

  mutating func erase(row: Int, _ range: Range<Int>) {
    isWrapPending = false
    for column in range.clamped(to: 0..<columns) { cells[row][column] = erased }
  }

  mutating func eraseInLine(_ what: Int) {
    switch what {
    case 0: erase(row: cursor.row, cursor.column..<columns)
    case 1: erase(row: cursor.row, 0..<cursor.column + 1)
    default: erase(row: cursor.row, 0..<columns)
    }
  }

  mutating func eraseInScreen(_ what: Int) {
    let others = what == 0 ? cursor.row + 1..<rows : what == 1 ? 0..<cursor.row : 0..<rows
    if what < 2 { eraseInLine(what) }
    for row in others { erase(row: row, 0..<columns) }
  }

  mutating func insertCells(_ count: Int) {
    let count = min(count, columns - cursor.column)
    cells[cursor.row].removeLast(count)
    cells[cursor.row].insert(contentsOf: Array(repeating: erased, count: count), at: cursor.column)
    isWrapPending = false
  }

  mutating func deleteCells(_ count: Int) {
    let count = min(count, columns - cursor.column)
    cells[cursor.row].removeSubrange(cursor.column..<cursor.column + count)
    cells[cursor.row].append(contentsOf: Array(repeating: erased, count: count))
    isWrapPending = false
  }

  mutating func scrollUp(_ range: Range<Int>, _ count: Int) {
    let count = min(count, range.count)
    let blank = Array(repeating: erased, count: columns)
    cells.removeSubrange(range.lowerBound..<range.lowerBound + count)
    cells.insert(contentsOf: Array(repeating: blank, count: count), at: range.upperBound - count)
  }

  mutating func scrollDown(_ range: Range<Int>, _ count: Int) {
    let count = min(count, range.count)
    let blank = Array(repeating: erased, count: columns)
    cells.removeSubrange(range.upperBound - count..<range.upperBound)
    cells.insert(contentsOf: Array(repeating: blank, count: count), at: range.lowerBound)
  }

  /// The VT100's line drawing set.
  private static let drawing: [Unicode.Scalar: Unicode.Scalar] = {
    let names = "`afgjklmnopqrstuvwxyz{|}~".unicodeScalars
    return Dictionary(uniqueKeysWithValues: zip(names, "◆▒°±┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars))
  }()
}
