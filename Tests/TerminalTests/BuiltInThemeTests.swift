import Canvas
import Testing
import Themes

@testable import Terminal

/// The themes that come with the program.
@Suite struct BuiltInThemeTests {
  private static let catalog = ThemeCatalog(
    builtIn: Themes.names.map { ThemeSource(builtIn: $0, toml: Themes.source($0) ?? "") })

  private func read(_ name: String) throws -> (theme: Theme, warnings: [String]) {
    Theme.read(try #require(Self.catalog.source(named: name)), in: Self.catalog)
  }

  private func looks(_ name: String, _ depth: ColorDepth) throws -> [Style: Appearance] {
    try read(name).theme.appearances(depth: depth)
  }

  @Test(arguments: Themes.names)
  func theyHaveNoFaultsAndNameEveryScope(name: String) throws {
    #expect(try #require(Themes.source(name)).isEmpty == false)
    let (theme, warnings) = try read(name)
    #expect(warnings == [])
    // Those that carry the others may be the terminal's own.
    let carriers: Set<Style> = [.base, .row, .status]
    let unnamed = Style.allCases.filter { theme.entries[$0.rawValue] == nil }
    #expect(carriers.isSuperset(of: unnamed), "\(unnamed)")
  }

  /// WCAG asks for 4.5 of ordinary text, and for 7 of what is to be read easily.
  @Test(arguments: ["high-contrast", "light", "harbour", "ember"], [ColorDepth.table, .direct])
  func everyTextIsReadable(name: String, depth: ColorDepth) throws {
    let wanted = name == "high-contrast" ? 7 : 4.5
    for (style, look) in try looks(name, depth) {
      let contrast = try #require(look.contrast, "\(style)")
      // A line is seen sooner than a letter.
      #expect(contrast >= (style == .border ? 3 : wanted), "\(style): \(contrast)")
      #expect(!look.attributes.contains(.dim), "\(style)")
    }
  }

  @Test(arguments: Themes.names, [ColorDepth.eight, .sixteen])
  func fewColorsAreReadable(name: String, depth: ColorDepth) throws {
    for (style, look) in try looks(name, depth) {
      if let contrast = look.contrast { #expect(contrast >= 3, "\(style): \(contrast)") }
    }
  }

  @Test(arguments: Themes.names, [ColorDepth.none, .eight, .sixteen, .table, .direct])
  func theSelectionStandsOut(name: String, depth: ColorDepth) throws {
    let looks = try looks(name, depth)
    let row = try #require(looks[.row])
    #expect(isSeen(try #require(looks[.rowSelected]), beside: row))
    // And so it does from the one in the pane that does not have the focus.
    #expect(looks[.rowSelected] != looks[.rowCurrent])
    #expect(looks[.rowCurrent] != row)
  }

  @Test func theDefaultThemeLeavesTheBackgroundAlone() throws {
    let looks = try looks("default", .sixteen)
    #expect(looks[.base]?.background == .standard)
    #expect(looks[.row]?.background == .standard)
    #expect(looks[.rowSelected]?.background != .standard)
  }

  @Test func theMonoThemeNamesNoColor() throws {
    for look in try looks("mono", .table).values {
      #expect(look.foreground == .standard)
      #expect(look.background == .standard)
    }
  }

  /// A VT100 has neither dim nor italic, so that what rests on them alone would not be seen there.
  @Test(arguments: Themes.names)
  func whatMattersIsSeenWithoutColors(name: String) throws {
    let looks = try looks(name, .none)
    func attributes(_ style: Style) -> TextAttributes {
      looks[style]?.attributes.subtracting([.dim, .italic]) ?? []
    }
    let signs: [Style] = [.prompt, .rowMarked, .rowNew, .question, .statusError, .progress]
    for sign in signs { #expect(attributes(sign) != attributes(.base), "\(sign)") }
    #expect(attributes(.progressRest) != attributes(.progress))
    #expect(attributes(.question) != attributes(.statusHeld))
  }

  @Test func theMonoThemeIsSeenWithoutDim() throws {
    let looks = try looks("mono", .none)
    func attributes(_ style: Style) -> TextAttributes {
      looks[style]?.attributes.subtracting(.dim) ?? []
    }
    for sign in [Style.promptError, .rowBadge, .progressRest] {
      #expect(attributes(sign) != attributes(.base), "\(sign)")
    }
    #expect(attributes(.promptError) != attributes(.prompt))
    #expect(attributes(.rowGone) != attributes(.rowHandle))
  }
}
