/// Reads the names on one line of a TOML file.
struct ConfigurationScanner {
  private let characters: [Character]
  private let number: Int
  private var position = 0

  init(_ line: Substring, number: Int) {
    characters = Array(line)
    self.number = number
  }

  /// A line that opens a table.
  mutating func header() -> (path: [String], place: ConfigurationPlace)? {
    position = 0
    skipBlanks()
    let place = place
    guard take("[") else { return nil }
    _ = take("[")
    guard let path = path(), take("]") else { return nil }
    return (path, place)
  }

  /// A line that gives something a value.
  mutating func setting() -> (
    path: [String], name: ConfigurationPlace, value: ConfigurationPlace
  )? {
    position = 0
    skipBlanks()
    let name = place
    guard let path = path(), take("=") else { return nil }
    skipBlanks()
    return (path, name, place)
  }

  private var place: ConfigurationPlace { ConfigurationPlace(line: number, column: position + 1) }
  private var current: Character? {
    characters.indices.contains(position) ? characters[position] : nil
  }

  private mutating func path() -> [String]? {
    var names: [String] = []
    repeat {
      skipBlanks()
      guard let name = name() else { return nil }
      names.append(name)
      skipBlanks()
    } while take(".")
    return names
  }

  /// A name, bare or in quotes.
  private mutating func name() -> String? {
    if take("'") { return quoted(by: "'") }
    if take("\"") { return quoted(by: "\"") }
    var name = ""
    while let character = current,
      character.isLetter || character.isNumber || character == "_" || character == "-"
    {
      name.append(character)
      position += 1
    }
    return name.isEmpty ? nil : name
  }

  private mutating func quoted(by quote: Character) -> String? {
    var name = ""
    while let character = current {
      position += 1
      if character == quote { return name }
      guard character == "\\", quote == "\"" else {
        name.append(character)
        continue
      }
      guard let escaped = escape() else { return nil }
      name.append(escaped)
    }
    return nil
  }

  private mutating func escape() -> Character? {
    guard let letter = current else { return nil }
    position += 1
    switch letter {
    case "\\", "\"": return letter
    case "t": return "\t"
    case "u", "U":
      let digits = characters[position...].prefix(letter == "u" ? 4 : 8)
      position += digits.count
      return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init).map(Character.init)
    // What else can be escaped is no part of any name here.
    case _: return "\u{FFFD}"
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard current == character else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let character = current, character == " " || character == "\t" { position += 1 }
  }
}
