/// Finds the headers of tables in a TOML text, those among them that have no name, and the strings
/// that take several lines.
/// Source: https://toml.io/en/v1.0.0
struct TOMLScanner {
  private static let brackets = [UInt8(ascii: "["), UInt8(ascii: "{")]
  private static let closing = [UInt8(ascii: "]"), UInt8(ascii: "}")]
  private static let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t")]

  /// What ends the string that is being read; empty outside of one.
  private var quote: [UInt8] = []
  private var isInComment = false
  /// How many arrays and inline tables are open.
  private var depth = 0
  /// Nothing but blanks since the line began.
  private var isAtStart = true

  /// The text, with a bracket in the place of what a header begins with that can't be a name: an empty
  /// name, which is an error everywhere.
  mutating func withoutNameless(_ text: some Collection<UInt8>) -> [UInt8] {
    var bytes = Array(text)
    var index = 0
    while index < bytes.count {
      if isAtHeader(bytes, index) {
        let name = Self.name(of: index, in: bytes)
        if name < bytes.count, !Self.canBegin(bytes[name]) { bytes[name] = UInt8(ascii: "]") }
      }
      index += advance(bytes, index)
    }
    return bytes
  }

  /// The numbers of the lines, from 0, that begin inside of a string.
  mutating func linesInStrings(_ text: some Collection<UInt8>) -> Set<Int> {
    let bytes = Array(text)
    var lines: Set<Int> = []
    var (index, line) = (0, 0)
    while index < bytes.count {
      let end = min(index + advance(bytes, index), bytes.count)
      for byte in bytes[index..<end] where byte == UInt8(ascii: "\n") {
        line += 1
        if !quote.isEmpty { lines.insert(line) }
      }
      index = end
    }
    return lines
  }

  private func isAtHeader(_ bytes: [UInt8], _ index: Int) -> Bool {
    isAtStart && depth == 0 && quote.isEmpty && !isInComment && bytes[index] == UInt8(ascii: "[")
  }

  /// Takes what is at an index: of a header all that is on its line, as nothing of it matters.
  /// - Returns: how many bytes that is.
  private mutating func advance(_ bytes: [UInt8], _ index: Int) -> Int {
    guard isAtHeader(bytes, index) else { return step(bytes, index) }
    isAtStart = false
    return bytes[index...].prefix { $0 != UInt8(ascii: "\n") }.count
  }

  /// Where the name of the header would begin.
  private static func name(of header: Int, in bytes: [UInt8]) -> Int {
    var index = header + 1
    while index < bytes.count, blanks.contains(bytes[index]) { index += 1 }
    if index < bytes.count, index == header + 1, bytes[index] == UInt8(ascii: "[") {
      index += 1
      while index < bytes.count, blanks.contains(bytes[index]) { index += 1 }
    }
    return index
  }

  private static func canBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  private mutating func step(_ bytes: [UInt8], _ index: Int) -> Int {
    let byte = bytes[index]
    if byte == UInt8(ascii: "\n") {
      isInComment = false
      // Only those of three quotes go on.
      if quote.count == 1 { quote = [] }
      isAtStart = true
      return 1
    }
    guard !isInComment else { return 1 }
    guard quote.isEmpty else { return stepInString(bytes, index) }
    if !Self.blanks.contains(byte) { isAtStart = false }
    switch byte {
    case UInt8(ascii: "#"): isInComment = true
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      let three = [byte, byte, byte]
      quote = bytes[index...].starts(with: three) ? three : [byte]
      return quote.count
    case _ where Self.brackets.contains(byte): depth += 1
    case _ where Self.closing.contains(byte): depth = max(0, depth - 1)
    default: break
    }
    return 1
  }

  private mutating func stepInString(_ bytes: [UInt8], _ index: Int) -> Int {
    if bytes[index] == UInt8(ascii: "\\"), quote[0] == UInt8(ascii: "\"") { return 2 }
    guard bytes[index...].starts(with: quote) else { return 1 }
    defer { quote = [] }
    return quote.count
  }
}
