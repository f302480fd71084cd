import Canvas
import Testing

@testable import Terminal

struct ThemeTests {
  static let depths: [ColorDepth] = [.none, .eight, .sixteen, .table, .direct]

  @Test func aScopeInheritsWhatItDoesNotSay() {
    let theme = read(
      """
      "ui" = { bg = "black" }
      "ui.title" = { fg = "green", bg = "blue", bold = true }
      "ui.title.account" = { fg = "default", bold = false, underline = true }
      """)
    let handle = theme.appearance(of: "ui.title.account")
    #expect(handle.foreground == .standard)
    #expect(handle.background == .indexed(4))
    #expect(handle.attributes == [.underline])
    let dim = theme.appearance(of: "ui.title.dim")
    #expect(dim == theme.appearance(of: "ui.title"))
    #expect(dim.foreground == .indexed(2))
    #expect(dim.attributes == [.bold])
    #expect(theme.appearance(of: "status").background == .indexed(0))
  }

  @Test func whatNobodyNamesIsTheTerminalsOwn() {
    #expect(read("").appearance(of: "badge.unread") == Appearance())
  }

  @Test func tablesAreWrittenInAnyOfTomlsWays() {
    let flat = read(#""list.selected" = { fg = "red", reverse = true }"#)
    let table = read("[list.selected]\nfg = \"red\"\nreverse = true")
    let nested = read("[list]\nselected = { fg = \"red\", reverse = true }")
    for theme in [flat, table, nested] {
      let look = theme.appearance(of: "list.selected")
      #expect(look.foreground == .indexed(1))
      #expect(look.attributes == [.reverse])
    }
  }

  @Test(arguments: [
    ("\"default\"", Color.standard), ("\"black\"", .indexed(0)), ("\"white\"", .indexed(7)),
    ("\"bright-black\"", .indexed(8)), ("\"bright-white\"", .indexed(15)), ("208", .indexed(208)),
    ("\"#ff8000\"", .rgb(RGB(255, 128, 0))),
  ])
  func colors(value: String, color: Color) {
    #expect(read("ui = { fg = \(value) }").appearance(of: "ui").foreground == color)
  }

  @Test(arguments: [
    ("ui = { fg = \"rde\" }", "t.toml:1:8: unknown colour \"rde\"; did you mean red?"),
    ("\n  ui = { bg = \"#12345\" }", "t.toml:2:10: unknown colour \"#12345\"; write #rrggbb"),
    ("ui = { fg = 256 }", "t.toml:1:8: a colour is a name, a number from 0 to 255 or \"#rrggbb\""),
    ("ui = { bold = 1 }", "t.toml:1:8: bold must be true or false"),
    ("ui = { blod = true }", "t.toml:1:8: unknown property blod; did you mean bold?"),
    (
      "\"list.selcted\" = {}", "t.toml:1:1: unknown scope list.selcted; did you mean list.selected?"
    ),
    ("ui = \"red\"", "t.toml:1:1: ui must be a table such as { fg = \"blue\", bold = true }"),
    (
      "[\"list.dim\"]\nbold = true\nfg = \"gren\"",
      "t.toml:3:1: unknown colour \"gren\"; did you mean green?"
    ),
    (
      "[list]\nselected = { fg = \"bleu\" }",
      "t.toml:2:14: unknown colour \"bleu\"; did you mean blue?"
    ),
    (
      "[ui]\nfg = 1\n[ui.title]\nfg = -1",
      "t.toml:4:1: a colour is a name, a number from 0 to 255 or \"#rrggbb\""
    ),
    ("zzzzzzzzzzzz = {}", "t.toml:1:1: unknown scope zzzzzzzzzzzz"),
    ("# ui\r\nui = {}\r\n[list]\r\nbold = 1\r\n", "t.toml:4:1: bold must be true or false"),
    (
      "ui = { fg = \"\"\"\nred\"\"\", bg = 256 }",
      "t.toml:2:9: a colour is a name, a number from 0 to 255 or \"#rrggbb\""
    ),
  ])
  func faultsAreSaidAtTheirPlace(toml: String, warning: String) {
    #expect(readAll(toml).warnings == [warning])
  }

  @Test func aFaultSparesTheRest() {
    let toml = "list = { fg = \"nope\", bg = \"blue\", bold = true }\nbadge = { fg = 1000 }"
    let source = ThemeSource(own: "t", toml: toml, path: "/themes/t.toml")
    let (theme, warnings) = Theme.read(source, in: ThemeCatalog(builtIn: []))
    #expect(theme.appearance(of: "list").background == .indexed(4))
    #expect(theme.appearance(of: "list").attributes == [.bold])
    #expect(warnings.count == 2)
    #expect(warnings.allSatisfy { $0.hasPrefix("/themes/t.toml:") })
  }

  @Test func whatIsNotTomlIsSaidAtItsPlace() {
    let (theme, warnings) = readAll("ui = {}\nlist = { fg = ")
    #expect(warnings.count == 1)
    #expect(warnings[0].hasPrefix("t.toml:2:"))
    #expect(theme.appearance(of: "list") == Appearance())
  }

  @Test(arguments: depths)
  func aSelectionShowsWhateverTheThemeSays(depth: ColorDepth) throws {
    let sources = [
      "", "ui = { fg = \"white\", bg = \"blue\" }",
      "list = { bg = \"#101010\" }\n\"list.selected\" = { bg = \"#121212\" }",
      "list = { reverse = false }\n\"list.selected\" = { reverse = false }",
      "\"list.selected\" = { fg = \"#ffffff\", bold = true }",
    ]
    for theme in sources.map({ read($0) }) {
      let looks = theme.appearances(depth: depth)
      let (row, selected) = (try #require(looks[.row]), try #require(looks[.rowSelected]))
      #expect(isSeen(selected, beside: row))
    }
  }

  @Test func withoutColorsABackgroundBecomesReverse() {
    let theme = read("\"status.error\" = { fg = \"white\", bg = \"red\", bold = true }")
    let look = theme.appearances(depth: .none)[.statusError]
    #expect(look == Appearance(attributes: [.bold, .reverse]))
    #expect(theme.appearances(depth: .none)[.statusWarning] == Appearance())
  }

  @Test func withoutColorsNoThemeHasAny() {
    let theme = read("ui = { fg = 208, bg = \"#123456\" }\nlist = { fg = \"red\" }")
    for look in theme.appearances(depth: .none).values {
      #expect(look.foreground == .standard)
      #expect(look.background == .standard)
    }
  }

  @Test func colorsBecomeTheNearestThereAre() {
    let orange = read("ui = { fg = \"#ff8700\" }")
    #expect(orange.appearances(depth: .direct)[.base]?.foreground == .rgb(RGB(255, 135, 0)))
    #expect(orange.appearances(depth: .table)[.base]?.foreground == .indexed(208))
    let red = read("ui = { fg = \"#fa0505\" }")
    #expect(red.appearances(depth: .sixteen)[.base]?.foreground == .indexed(9))
    #expect(red.appearances(depth: .eight)[.base]?.foreground == .indexed(1))
    let numbered = read("ui = { fg = 196 }")
    #expect(numbered.appearances(depth: .table)[.base]?.foreground == .indexed(196))
    #expect(numbered.appearances(depth: .sixteen)[.base]?.foreground == .indexed(9))
  }

  @Test func brightColorsAreBoldWhereThereAreOnlyEight() {
    let theme = read("ui = { fg = \"bright-red\" }\nlist = { fg = \"bright-black\" }")
    let looks = theme.appearances(depth: .eight)
    #expect(looks[.base] == Appearance(foreground: .indexed(1), attributes: [.bold]))
    #expect(looks[.row] == Appearance(foreground: .standard, attributes: [.dim]))
  }

  @Test func shadesThatBecomeOneStayReadable() {
    let theme = read("ui = { fg = \"#202020\", bg = \"#000000\" }")
    #expect(
      theme.appearances(depth: .eight)[.base]
        == Appearance(foreground: .indexed(7), background: .indexed(0)))
    let pale = read("ui = { fg = \"#d0d0d0\", bg = \"#ffffff\" }")
    #expect(pale.appearances(depth: .eight)[.base]?.foreground == .indexed(0))
    #expect(pale.appearances(depth: .table)[.base]?.foreground == .indexed(252))
  }

  /// The eye, not arithmetic on red, green and blue, says which colour is the nearest.
  @Test(arguments: [
    ("#5f6f7f", 0..<16, 8), ("#1a1a5a", 0..<16, 4), ("#ffd060", 0..<8, 3),
    ("#0a0a0a", 16..<256, 232),
    ("#5f87af", 16..<256, 67), ("#808080", 16..<256, 244),
  ])
  func nearestColors(color: String, candidates: Range<Int>, index: Int) throws {
    #expect(try #require(RGB(color)).nearest(among: candidates) == index)
  }

  private func readAll(_ toml: String) -> (theme: Theme, warnings: [String]) {
    Theme.read(ThemeSource(builtIn: "t", toml: toml), in: ThemeCatalog(builtIn: []))
  }

  private func read(_ toml: String) -> Theme { readAll(toml).theme }
}
