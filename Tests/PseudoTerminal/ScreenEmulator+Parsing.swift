extension ScreenEmulator {
  /// Where in an escape sequence the output stands.
  enum Parser: Hashable {
    case ground
    case escape
    /// After `ESC (` or `ESC )`: the next byte names the character set of that slot.
    case charset(slot: Int)
    /// After `ESC #` and the like: one byte more.
    case ignoreOne
    case control(parameters: String)
    /// An operating system command (which begins with `]`) or another string, up to BEL or `ESC \`.
    case string(text: String)
    case stringEscape(text: String)
  }

  /// Takes output in, in pieces of any size.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte < 0x80 {
        if !undecoded.isEmpty { flushUndecoded() }
        take(Unicode.Scalar(byte))
      } else {
        undecoded.append(byte)
        decode()
      }
    }
  }

  public mutating func feed(_ text: String) { feed(text.utf8) }

  private mutating func decode() {
    let first = undecoded[0]
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1
    if undecoded.count >= length { flushUndecoded() }
  }

  private mutating func flushUndecoded() {
    let text = String(decoding: undecoded, as: UTF8.self)
    undecoded = []
    for scalar in text.unicodeScalars { take(scalar) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch parser {
    case .ground:
      if scalar.value < 0x20 || scalar.value == 0x7f { control(scalar) } else { put(scalar) }
    case .escape:
      parser = .ground
      escape(scalar)
    case .charset(let slot):
      parser = .ground
      charsets.isDrawing[slot] = scalar == "0"
    case .ignoreOne:
      parser = .ground
    case .control(let parameters):
      takeControl(scalar, parameters: parameters)
    case .string(let text):
      takeString(scalar, text: text)
    case .stringEscape(let text):
      if scalar == "\\" { end(string: text) } else { parser = .string(text: text) }
    }
  }

  private mutating func takeControl(_ scalar: Unicode.Scalar, parameters: String) {
    switch scalar {
    case "\u{1b}":
      parser = .escape
    case "\0"..."\u{1f}":
      // A control character inside of a sequence acts at once.
      control(scalar)
    case " "..."?":
      parser = .control(parameters: parameters + String(scalar))
    default:
      parser = .ground
      runControlSequence(final: scalar, parameters: parameters)
    }
  }

  private mutating func takeString(_ scalar: Unicode.Scalar, text: String) {
    let new = text + String(scalar)
    switch scalar {
    case "\u{07}", "\u{9c}": end(string: text)
    case "\u{1b}": parser = .stringEscape(text: text)
    // The Linux console's palette sequences have no end mark.
    case "R" where text == "]": parser = .ground
    default: parser = new.hasPrefix("]P") && new.utf8.count == 9 ? .ground : .string(text: new)
    }
  }

  private mutating func end(string text: String) {
    parser = .ground
    if text.hasPrefix("]0;") || text.hasPrefix("]2;") {
      title = String(text.dropFirst(3))
    } else if text.hasPrefix("]8;") {
      let address = text.split(separator: ";", maxSplits: 2, omittingEmptySubsequences: false).last
      openLink = address.flatMap { $0.isEmpty ? nil : String($0) }
    }
  }

  private mutating func control(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{07}": bells += 1
    case "\u{08}": moveCursor(column: cursor.column - 1)
    case "\t": moveCursor(column: (cursor.column / 8 + 1) * 8)
    case "\n", "\u{0b}", "\u{0c}": index()
    case "\r": moveCursor(column: 0)
    case "\u{0e}": charsets.active = 1
    case "\u{0f}": charsets.active = 0
    case "\u{1b}": parser = .escape
    default: break
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "[": parser = .control(parameters: "")
    case "]", "P", "X", "^", "_": parser = .string(text: String(scalar))
    case "(": parser = .charset(slot: 0)
    case ")": parser = .charset(slot: 1)
    case "#", "%", " ", "*", "+": parser = .ignoreOne
    case "7": saved = Saved(cursor: cursor, rendition: rendition, charsets: charsets)
    case "8": restoreCursor()
    case "D": index()
    case "E":
      moveCursor(column: 0)
      index()
    case "M": reverseIndex()
    case "c": self = ScreenEmulator(columns: columns, rows: rows)
    default: break
    }
  }
}
