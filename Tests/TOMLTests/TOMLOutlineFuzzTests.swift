import Fuzzing
import Testing

@testable import TOML

@Suite struct TOMLOutlineFuzzTests {
  private static let words = [
    "a", "b.c", "\"d e\"", "'f'", "=", "[", "]", "[[", "]]", "{", "}", ",", ".", "#", "\"", "'",
    "\"\"\"", "'''", "\\", "\\\"", "1", "true", "1979-05-27", "\t", "\r", "\u{FEFF}",
  ]

  @Test func everythingIsWhereItWasWritten() async throws {
    try await Fuzz.rounds("TOML outlines", 150, of: "places") { random in
      let written = WrittenTOML(using: &random)
      let document = try TOMLDocument(written.text)
      for (path, place) in written.places {
        try #require(document.outline.key(path) == place.key, "\(path)\n\(written.text)")
        try #require(document.outline.value(path) == place.value, "\(path)\n\(written.text)")
      }
      try #require(Set(written.places.keys) == document.paths, "\(written.text)")
      return written.places.count
    }
  }

  @Test func whatTOMLKitReadsIsInTheOutlineAndNothingElse() async throws {
    try await Fuzz.rounds("TOML texts", 400, of: "texts") { random in
      let text = random.mutated(WrittenTOML(using: &random).text, words: Self.words)
      _ = TOMLOutline(recovering: text)
      guard let document = try? TOMLDocument(text) else { return 0 }
      try #require(Set(document.outline.paths) == document.paths, "\(text)")
      return 1
    }
  }

  /// TOMLKit tells the place of what can't be read.
  @Test func aValueIsWhereTOMLKitFindsAMistakeInIt() async throws {
    try await Fuzz.rounds("wrong TOML values", 100, of: "texts") { random in
      let written = WrittenTOML(using: &random, endingIn: "wrong = ")
      let error = #expect(throws: TOMLMistake.self) { try TOMLDocument(written.text + "~") }
      var scanner = TOMLScanner(written.text + "~")
      scanner.scan()
      let statement = try #require(scanner.outline.statements.last)
      try #require(statement.path.keys.last == "wrong")
      try #require(error?.position == statement.value, "\(written.text)")
      return 1
    }
  }
}

extension TOMLDocument {
  /// The paths to all values that TOMLKit has read.
  fileprivate var paths: Set<TOMLOutline.Path> {
    var paths: Set<TOMLOutline.Path> = []
    func add(_ value: any TOMLValueConvertible, at path: TOMLOutline.Path) {
      if !path.isEmpty { paths.insert(path) }
      if let table = value.table {
        for key in table.keys {
          if let value = table[key] { add(value, at: path + [.key(key)]) }
        }
      } else if let array = value.array {
        for (index, value) in array.enumerated() { add(value, at: path + [.element(index)]) }
      }
    }
    add(table, at: [])
    return paths
  }
}

/// A TOML text, and where everything in it was written.
private struct WrittenTOML {
  private(set) var text = ""
  private(set) var places: [TOMLOutline.Path: (key: TOMLPosition, value: TOMLPosition)] = [:]
  private var random: SplitMix
  private let lineEnd: String
  /// No two keys are equal.
  private var keyCount = 0

  /// - Parameter end: the last line.
  init(using random: inout SplitMix, endingIn end: String = "") {
    self.random = SplitMix(seed: random.next())
    lineEnd = random.oneIn(3) ? "\r\n" : "\n"
    writeStatements(in: [])
    for _ in 0..<random.below(4) { writeTable() }
    text += end
  }

  private var here: TOMLPosition {
    let lines = text.tomlLines
    return TOMLPosition(line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }

  private mutating func writeTable() {
    let (name, key) = newKey()
    let isArray = random.oneIn(2)
    for index in 0...(isArray ? random.below(3) : 0) {
      writeBlank()
      let start = here
      text += isArray ? "[[\(name)]]" : "[ \(name) ]"
      writeLineEnd()
      let path: TOMLOutline.Path = [.key(key)]
      places[path] = places[path] ?? (start, start)
      if isArray { places[path + [.element(index)]] = (start, start) }
      writeStatements(in: isArray ? path + [.element(index)] : path)
      guard random.oneIn(3) else { continue }
      let (innerName, innerKey) = newKey()
      let inner = (isArray ? path + [.element(index)] : path) + [.key(innerKey)]
      places[inner] = (here, here)
      text += "[\(name).\(innerName)]"
      writeLineEnd()
      writeStatements(in: inner)
    }
  }

  private mutating func writeStatements(in path: TOMLOutline.Path) {
    for _ in 0..<random.below(5) {
      writeBlank()
      writeAssignment(in: path, depth: 0)
      writeLineEnd()
    }
  }

  private mutating func writeAssignment(in path: TOMLOutline.Path, depth: Int) {
    let start = here
    var path = path
    var paths: [TOMLOutline.Path] = []
    for part in 0...(random.oneIn(4) ? 1 : 0) {
      let (name, key) = newKey()
      text += part == 0 ? name : random.pick([".", " . "]) + name
      path.append(.key(key))
      paths.append(path)
    }
    text += random.pick(["=", " = ", "\t=  "])
    for path in paths { places[path] = (start, here) }
    writeValue(at: path, depth: depth)
  }

  private mutating func writeValue(at path: TOMLOutline.Path, depth: Int) {
    switch random.below(depth < 3 ? 5 : 3) {
    case 0: text += random.pick(["1", "0x1F", "1e3", "true", "1979-05-27 07:32:00Z", "nan"])
    case 1:
      text += random.pick(["\"\"", "'[a] # '", "\"\\\"\\\\\"", "\"é漢\\u0061\"", "'\\'", "''"])
    case 2:
      let (quote, inner) = random.pick([("'''", "''"), ("\"\"\"", "\\\"\"\" \\\\")])
      let lines = ["[a]", "b = 1", inner, "# ]", "", "\t'x", "{"]
      text += quote + (0..<random.below(4)).map { _ in random.pick(lines) + lineEnd }.joined()
      text += random.pick(["", String(quote.prefix(1)), "x"]) + quote
    case 3:
      text += "["
      for index in 0..<random.below(4) {
        writeArrayBlank()
        let element = path + [.element(index)]
        places[element] = (here, here)
        writeValue(at: element, depth: depth + 1)
        writeArrayBlank()
        text += ","
      }
      text += "]"
    case _:
      text += "{"
      for index in 0..<random.below(3) {
        text += index == 0 ? " " : " , "
        writeAssignment(in: path, depth: depth + 1)
      }
      text += "}"
    }
  }

  private mutating func newKey() -> (written: String, key: String) {
    keyCount += 1
    let n = keyCount
    return random.pick([
      ("k\(n)", "k\(n)"), ("\"k \(n)\"", "k \(n)"), ("'k.\(n)'", "k.\(n)"),
      ("\"\\u006b\\t\(n)\"", "k\t\(n)"), ("'é漢\(n)'", "é漢\(n)"), ("\"[\\\"\(n)]\"", "[\"\(n)]"),
      ("\(n)", "\(n)"),
    ])
  }

  private mutating func writeBlank() {
    text += random.pick(["", "", "  ", "\t", "# [x]\(lineEnd)", lineEnd])
  }

  private mutating func writeArrayBlank() {
    text += random.pick(["", "", " ", lineEnd, "# ], \"\(lineEnd)", "\(lineEnd)\t"])
  }

  private mutating func writeLineEnd() {
    text += random.pick(["", " ", "# x = 1", "\t# '''"]) + lineEnd
  }
}
