import Canvas
import Fuzzing
import Testing
import Themes

@testable import Terminal

@Suite struct ThemeFuzzTests {
  private static let words =
    Style.allCases.map(\.rawValue) + Color.names + Themes.names + [
      "fg", "bg", "bold", "dim", "italic", "underline", "reverse", "inherits", "palette", "true",
      "false", "\"", "'", "\"\"\"", "[", "]", "{", "}", "=", ".", ",", "#", "#ff8700", "\"#12\"",
      "-1",
      "256", "1e999", "0x1F", "inf", "1979-05-27T07:32:00Z", "99999999999999999999", "\\u0000",
      "\u{FEFF}", "\t", "default",
    ]

  @Test func anyTextIsAThemeOrHasItsMistakesInIt() async throws {
    let builtIn = Themes.names.compactMap { name in
      Themes.source(name).map { ThemeSource(builtIn: name, toml: $0) }
    }
    try await Fuzz.rounds("themes", 120, of: "themes") { random in
      let own = ["mine", "default", "yours"].map { name in
        let path = "/\(name).toml"
        return text(from: builtIn, &random).map { ThemeSource(own: name, toml: $0, path: path) }
          ?? ThemeSource(own: name, unreadable: "Is a directory", path: path)
      }
      let catalog = ThemeCatalog(builtIn: builtIn, own: own)
      for source in own {
        let (theme, warnings) = Theme.read(source, in: catalog)
        for warning in warnings { try expectPlace(of: warning, in: own) }
        for depth in [ColorDepth.none, .eight, .sixteen, .table, .direct] {
          let looks = theme.appearances(depth: depth)
          let (row, selected) = (try #require(looks[.row]), try #require(looks[.rowSelected]))
          try #require(selected.standsOut(from: row), "nobody sees what is selected: \(source)")
        }
      }
      return own.count
    }
  }

  private func text(from themes: [ThemeSource], _ random: inout SplitMix) -> String? {
    switch random.below(12) {
    case 0: nil
    case 1: String(decoding: random.bytes(random.size(upTo: 400)), as: UTF8.self)
    case 2: String(repeating: random.pick(["[", "{a=", "a.", "[[a]]\n"]), count: 2_000)
    case _: random.mutated(random.pick(themes).toml ?? "", words: Self.words)
    }
  }

  /// `/mine.toml:3:5: …`, within the text.
  private func expectPlace(of warning: String, in sources: [ThemeSource]) throws {
    let parts = warning.split(separator: ":", maxSplits: 3)
    try #require(parts.count == 4, "\(warning)")
    let source = try #require(sources.first { $0.file == parts[0] }, "\(warning)")
    let (line, column) = (try #require(Int(parts[1])), try #require(Int(parts[2])))
    let lines = (source.toml ?? "").unicodeScalars.split(
      separator: "\n", omittingEmptySubsequences: false)
    try #require((1...lines.count).contains(line), "\(warning)\n\(source)")
    // A mistake can be that something is missing at the end of the line.
    try #require((1...lines[line - 1].count + 2).contains(column), "\(warning)\n\(source)")
    try #require(!parts[3].isEmpty)
  }
}
