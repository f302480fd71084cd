import Testing

@testable import Terminal

/// Themes that build on others, and the names of colours.
@Suite struct ThemeFamilyTests {
  @Test func whatAThemeLeavesOutIsInherited() {
    let catalog = catalog([
      "base": """
      ui = { fg = "green", bg = "black", bold = true }
      "ui.title" = { fg = "red", underline = true }
      """,
      "mine": """
      inherits = "base"
      "ui.title" = { fg = "blue", bold = false, reverse = true }
      """,
    ])
    let (theme, warnings) = read("mine", in: catalog)
    #expect(warnings == [])
    #expect(theme.name == "mine")
    let title = theme.appearance(of: "ui.title")
    #expect(title.foreground == .indexed(4))
    #expect(title.background == .indexed(0))
    #expect(title.attributes == [.underline, .reverse])
    #expect(theme.appearance(of: "list").foreground == .indexed(2))
  }

  @Test func whatAnHeirTurnsOffStaysOffForItsOwnHeirs() {
    let catalog = catalog([
      "one": "ui = { bold = true, underline = true }",
      "two": "inherits = \"one\"\nui = { bold = false }",
      "three": "inherits = \"two\"\nui = { underline = false, italic = true }",
    ])
    #expect(read("three", in: catalog).theme.appearance(of: "ui").attributes == [.italic])
  }

  @Test func aPaletteGivesNamesToColorsAndAnHeirChangesThem() {
    let catalog = catalog([
      "base": """
      ui = { fg = "ink", bg = "paper" }
      [palette]
      ink = "#102030"
      paper = 230
      red = "#aa0000"
      """,
      "mine": """
      inherits = "base"
      list = { fg = "red", bg = "deep" }
      [palette]
      paper = "bright-white"
      deep = "ink"
      """,
    ])
    let (theme, warnings) = read("mine", in: catalog)
    #expect(warnings == [])
    #expect(theme.appearance(of: "ui").foreground == .rgb(RGB(16, 32, 48)))
    #expect(theme.appearance(of: "ui").background == .indexed(15))
    #expect(theme.appearance(of: "list").foreground == .rgb(RGB(170, 0, 0)))
    #expect(theme.appearance(of: "list").background == .rgb(RGB(16, 32, 48)))
    #expect(read("base", in: catalog).theme.appearance(of: "ui").background == .indexed(230))
  }

  @Test func anOwnThemeTakesThePlaceOfABuiltInOneAndMayBuildOnIt() {
    let catalog = ThemeCatalog(
      builtIn: [
        ThemeSource(builtIn: "default", toml: "ui = { fg = \"red\" }\nlist = { bg = \"blue\" }"),
        ThemeSource(builtIn: "heir", toml: "inherits = \"default\""),
      ],
      own: [own("default", "inherits = \"default\"\nui = { fg = \"green\" }")])
    let (theme, warnings) = read("default", in: catalog)
    #expect(warnings == [])
    #expect(theme.appearance(of: "ui").foreground == .indexed(2))
    #expect(theme.appearance(of: "list").background == .indexed(4))
    // A built-in theme is the same whatever lies in the owner's directory.
    #expect(read("heir", in: catalog).theme.appearance(of: "ui").foreground == .indexed(1))
  }

  @Test(arguments: [
    (
      [
        "a": "\ninherits = \"b\"\nui = { fg = \"green\" }", "b": "inherits = \"c\"",
        "c": "inherits = \"b\"",
      ],
      "/c.toml:1:1: themes inherit in a circle: a, b, c, b"
    ),
    (["a": "inherits = \"a\"\nui = { fg = \"green\" }"], "/a.toml:1:1: there is no theme \"a\""),
    (
      ["a": "# mine\ninherits = \"stnd\"\nui = { fg = \"green\" }"],
      "/a.toml:2:1: there is no theme \"stnd\"; did you mean std?"
    ),
    (
      ["a": "inherits = 3\nui = { fg = \"green\" }"],
      "/a.toml:1:1: inherits takes the name of a theme, such as \"default\""
    ),
  ])
  func anInheritanceThatLeadsNowhereFallsBackToTheDefault(themes: [String: String], warning: String)
  {
    let std = ThemeSource(builtIn: "std", toml: "list = { bg = \"blue\" }")
    let catalog = ThemeCatalog(builtIn: [std], own: themes.map { own($0, $1) })
    let (theme, warnings) = read("a", in: catalog)
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix(warning) == true, "\(warnings)")
    #expect(theme.appearance(of: "ui").foreground == .indexed(2))
    #expect(theme.appearance(of: "list").background == .indexed(4))
  }

  @Test(arguments: [nil, "ui = {"])
  func whatCannotBeReadAtAllLooksLikeTheDefault(toml: String?) {
    let std = ThemeSource(builtIn: "std", toml: "list = { bg = \"blue\" }")
    let broken =
      toml.map { ThemeSource(own: "a", toml: $0, path: "/a.toml") }
      ?? ThemeSource(own: "a", unreadable: "Is a directory", path: "/a.toml")
    let (theme, warnings) = read("a", in: ThemeCatalog(builtIn: [std], own: [broken]))
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasPrefix("/a.toml:1:") == true)
    #expect(theme.appearance(of: "list").background == .indexed(4))
  }

  @Test func aNULDoesNotHideWhatComesAfterIt() {
    let source = ThemeSource(own: "a", toml: "ui = { fg = 1 }\n# é\u{0}\nlist =", path: "/a.toml")
    #expect(
      read("a", in: ThemeCatalog(builtIn: [], own: [source])).warnings
        == ["/a.toml:2:4: there is a NUL byte here; save the file as text"])
  }

  @Test func aLongWordIsQuotedInPart() {
    let long = String(repeating: "z", count: 40_000)
    let warnings = read(
      "a", in: catalog(["a": "ui = { fg = \"\(long)\", \(long) = 1 }\n\(long) = 1"])
    ).warnings
    #expect(warnings.count == 3)
    #expect(warnings.allSatisfy { $0.count < 120 })
  }

  @Test func faultsOfAnInheritedThemeAreSaidAtTheirPlace() {
    let catalog = catalog([
      "a": "inherits = \"b\"\nui = { fg = \"sae\" }",
      "b": "list = { fg = \"se\" }\n\n[palette]\nsea = \"#00\"\n  sky = \"#0000ff\"\nsand = [1]",
    ])
    #expect(
      read("a", in: catalog).warnings == [
        "/a.toml:2:8: unknown colour \"sae\"; did you mean sky?",
        "/b.toml:1:10: unknown colour \"se\"; did you mean sky?",
        "/b.toml:4:1: unknown colour \"#00\"; write #rrggbb",
        "/b.toml:6:1: a colour is a name, a number from 0 to 255 or \"#rrggbb\"",
      ])
  }

  @Test(arguments: [
    ("palete = 1", "; did you mean palette?"), ("inherit = \"x\"", "; did you mean inherits?"),
    ("palette = 1", "palette must be a table such as { sea = \"#005f87\" }"),
  ])
  func misspeltKeysAreNamed(toml: String, ending: String) {
    let warnings = read("a", in: catalog(["a": toml])).warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.hasSuffix(ending) == true, "\(warnings)")
  }

  @Test func theCatalogGoesRound() {
    let catalog = ThemeCatalog(
      builtIn: ["default", "mono"].map { ThemeSource(builtIn: $0, toml: "") },
      own: [own("zebra", ""), own("mono", ""), own("ant", "")])
    #expect(catalog.names == ["default", "ant", "mono", "zebra"])
    #expect(catalog.source(named: "mono")?.isOwn == true)
    var seen = ["default"]
    for _ in 0..<4 { seen.append(catalog.source(after: seen[seen.count - 1])?.name ?? "") }
    #expect(seen == ["default", "ant", "mono", "zebra", "default"])
    #expect(catalog.source(after: "gone")?.name == "default")
    #expect(ThemeCatalog(builtIn: []).source(after: "default") == nil)
    #expect(catalog.nearestName(to: "mnoo") == "mono")
  }

  // MARK: tools

  private func own(_ name: String, _ toml: String) -> ThemeSource {
    ThemeSource(own: name, toml: toml, path: "/\(name).toml")
  }

  private func catalog(_ themes: [String: String]) -> ThemeCatalog {
    ThemeCatalog(builtIn: [], own: themes.map { own($0, $1) })
  }

  private func read(
    _ name: String, in catalog: ThemeCatalog
  ) -> (theme: Theme, warnings: [String]) {
    catalog.source(named: name).map { Theme.read($0, in: catalog) }
      ?? (Theme(name: "", entries: [:]), ["no \(name)"])
  }
}
