/// Reads the outline of a TOML text. What a value is does not matter to it, only where it ends.
/// Source: https://toml.io/en/v1.0.0
struct TOMLScanner {
  /// The deepest that values can be nested: toml++, which TOMLKit is made of, refuses more
  /// (`TOML_MAX_NESTED_VALUES`).
  private static let nestingLimit = 256
  /// As many quotes may stand before the three that end a string: `"""a"""""`.
  private static let quotesBeforeEnd = 2
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private let bytes: [UInt8]
  private let isRecovering: Bool
  private var index = 0
  private(set) var outline = TOMLOutline()
  /// What stands in the place of what TOMLKit would end the program over, by its index.
  private var substitutes: [Int: UInt8] = [:]

  /// The table that statements belong to.
  private var table: TOMLOutline.Path = []
  /// How many tables each array of them has.
  private var tableCounts: [TOMLOutline.Path: Int] = [:]
  private var depth = 0
  /// Another statement has begun inside of an array, which is taken for the array's end.
  private var isCutShort = false
  /// The place that was asked for last. Places are asked for in the order of the text, and each is
  /// counted from the one before.
  private var last = (index: 0, position: TOMLPosition(line: 1, column: 1))

  /// - Parameter isRecovering: see ``TOMLOutline/init(recovering:)``.
  init(_ text: String, isRecovering: Bool = false) {
    bytes = Array(text.utf8)
    self.isRecovering = isRecovering
    if bytes.starts(with: Self.byteOrderMark) { index = Self.byteOrderMark.count }
    last.index = index
  }

  /// The text with another mistake, at the same place, instead of each that TOMLKit would end the
  /// program over.
  var harmless: [UInt8] { substitutes.reduce(into: bytes) { $0[$1.key] = $1.value } }

  mutating func scan() {
    while true {
      isCutShort = false
      skipBlanks()
      switch current {
      case nil: return
      case "\n": index += 1
      case "#": skipLine()
      case "[": header()
      default: statement()
      }
    }
  }

  private mutating func header() {
    let start = position(at: index)
    index += 1
    let isArray = take("[")
    skipBlanks()
    // An empty name.
    if let current, !current.canBeginName { substitutes[index] = UInt8(ascii: "]") }
    let path = names()
    let names = take("]") ? path : nil
    outline.headers.append(TOMLOutline.Header(line: start.line, names: names))
    if let names { open(names, isArray: isArray, at: start) }
    skipLine()
  }

  private mutating func open(_ names: [String], isArray: Bool, at start: TOMLPosition) {
    table = []
    for name in names.dropLast() {
      table.append(.key(name))
      outline.note(table, key: start, isImplicit: true)
      if let count = tableCounts[table] { table.append(.element(count - 1)) }
    }
    table += names.suffix(1).map(TOMLOutline.Step.key)
    outline.note(table, key: start)
    guard isArray else { return }
    let count = tableCounts[table, default: 0]
    tableCounts[table] = count + 1
    table.append(.element(count))
    outline.note(table, key: start)
  }

  private mutating func statement() {
    guard let (path, key, value) = assignment(in: table) else { return skipRest() }
    scanValue(at: path)
    if !isCutShort { skipRest() }
    // What it was cut short by stands on a line of its own.
    let rest = bytes[last.index..<max(last.index, isCutShort ? index - 1 : index)]
    let end = last.position.line + rest.count { $0 == UInt8(ascii: "\n") }
    outline.statements.append(
      TOMLOutline.Statement(path: path, key: key, value: value, lines: key.line...end))
  }

  /// Takes a key and the sign after it.
  private mutating func assignment(
    in table: TOMLOutline.Path
  ) -> (path: TOMLOutline.Path, key: TOMLPosition, value: TOMLPosition)? {
    let start = index
    guard let names = names(), take("=") else { return nil }
    skipBlanks()
    let key = position(at: start)
    let value = position(at: index)
    var path = table
    for name in names.dropLast() {
      path.append(.key(name))
      outline.note(path, key: key, value: value, isImplicit: true)
    }
    path += names.suffix(1).map(TOMLOutline.Step.key)
    outline.note(path, key: key, value: value)
    return (path, key, value)
  }

  private mutating func scanValue(at path: TOMLOutline.Path) {
    depth += 1
    defer { depth -= 1 }
    switch current {
    case "\"", "'": skipString()
    case "[" where depth <= Self.nestingLimit: scanArray(at: path)
    case "{" where depth <= Self.nestingLimit: scanInlineTable(at: path)
    default: skip { !",]}#\n".unicodeScalars.contains($0) }
    }
  }

  private mutating func scanArray(at path: TOMLOutline.Path) {
    index += 1
    var count = 0
    while !isCutShort, let next = current {
      switch next {
      case "]":
        index += 1
        return
      case ",":
        count += 1
        index += 1
      case " ", "\t", "\r", "\n", "#": skipBetweenValues()
      default:
        let start = index
        let position = position(at: index)
        let element = path + [.element(count)]
        outline.note(element, key: position, value: position)
        scanValue(at: element)
        if index == start {
          // A brace that closes nothing. A tilde is no value either.
          substitutes[index] = UInt8(ascii: "~")
          index += 1
        }
      }
    }
  }

  private mutating func scanInlineTable(at path: TOMLOutline.Path) {
    index += 1
    while !isCutShort, let next = current {
      switch next {
      case "}":
        index += 1
        return
      case ",": index += 1
      case " ", "\t", "\r", "\n", "#": skipBetweenValues()
      default:
        let start = index
        if let member = assignment(in: path) {
          scanValue(at: member.path)
        } else {
          index = max(index, start + 1)
        }
      }
    }
  }

  /// A string between single quotes or double ones ends with its line at the latest; one between
  /// three of them goes on.
  private mutating func skipString() {
    guard let quote = current else { return }
    let isLong = isAtThree(quote)
    index += isLong ? 3 : 1
    while let next = current {
      if next == "\n", !isLong { return }
      if next == quote, !isLong || isAtThree(quote) {
        index += isLong ? 3 : 1
        for _ in 0..<Self.quotesBeforeEnd where isLong && current == quote { index += 1 }
        return
      }
      index += 1
      if next == "\\", quote == "\"", let escaped = current, isLong || escaped != "\n" {
        index += 1
      }
    }
  }

  private func isAtThree(_ quote: Unicode.Scalar) -> Bool {
    bytes[index...].starts(with: repeatElement(UInt8(ascii: quote), count: 3))
  }

  /// The names of a dotted key.
  private mutating func names() -> [String]? {
    var names: [String] = []
    repeat {
      skipBlanks()
      let name = take("'") ? quotedName("'") : take("\"") ? quotedName("\"") : bareName()
      guard let name else { return nil }
      names.append(name)
      skipBlanks()
    } while take(".")
    return names
  }

  /// Letters outside of ASCII are no TOML, but a mistake about them names them.
  private mutating func bareName() -> String? {
    let start = index
    skip { $0.isNameCharacter || $0.value >= 0x80 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self).prefix {
      $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-"
    }
    index = start + name.utf8.count
    return name.isEmpty ? nil : String(name)
  }

  private mutating func quotedName(_ quote: Unicode.Scalar) -> String? {
    var name: [UInt8] = []
    while let next = current, next != "\n" {
      index += 1
      if next == quote { return String(decoding: name, as: UTF8.self) }
      if next == "\\", quote == "\"" {
        guard let escaped = escape() else { return nil }
        name += Array(String(escaped).utf8)
      } else {
        name.append(bytes[index - 1])
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let letter = current else { return nil }
    index += 1
    switch letter {
    case "\\", "\"": return letter
    case "b": return "\u{8}"
    case "t": return "\t"
    case "n": return "\n"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "u", "U":
      let digits = bytes[index...].prefix(letter == "u" ? 4 : 8)
      index += digits.count
      return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
    case _: return "\u{FFFD}"
    }
  }

  /// The next byte. One of a character outside of ASCII is a scalar from U+0080 to U+00FF.
  private var current: Unicode.Scalar? { index < bytes.count ? Unicode.Scalar(bytes[index]) : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private mutating func skip(while isSkipped: (Unicode.Scalar) -> Bool) {
    while let next = current, isSkipped(next) { index += 1 }
  }

  private mutating func skipBlanks() { skip { $0 == " " || $0 == "\t" } }

  private mutating func skipLine() { skip { $0 != "\n" } }

  /// The rest of a line, and of the strings that begin on it.
  private mutating func skipRest() {
    while let next = current, next != "\n" {
      switch next {
      case "#": skipLine()
      case "\"", "'": skipString()
      default: index += 1
      }
    }
  }

  /// A blank, a comment or the end of a line.
  private mutating func skipBetweenValues() {
    guard take("\n") else {
      if current == "#" { skipLine() } else { index += 1 }
      return
    }
    guard isRecovering else { return }
    let start = index
    skipBlanks()
    isCutShort = current == "[" || names() != nil && current == "="
    index = start
  }

  private mutating func position(at index: Int) -> TOMLPosition {
    let lines = bytes[last.index..<index].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let columns = lines.last.map { String(decoding: $0, as: UTF8.self).count } ?? 0
    let start = lines.count <= 1 ? last.position.column : 1
    let position = TOMLPosition(
      line: last.position.line + max(0, lines.count - 1), column: start + columns)
    last = (index, position)
    return position
  }
}

extension Unicode.Scalar {
  fileprivate var isNameCharacter: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
    default: false
    }
  }

  fileprivate var canBeginName: Bool { isNameCharacter || self == "\"" || self == "'" }
}
