import Canvas
import TOML
import Text

/// Takes one theme's text apart, and remembers what it could not use.
struct ThemeReader {
  let source: ThemeSource
  private var faults: [ThemeFault] = []
  private var document: TOMLDocument?
  private var table: TOMLTable { document?.table ?? TOMLTable() }

  init(_ source: ThemeSource) {
    self.source = source
    guard let toml = source.toml else {
      let reason = source.reason ?? "it is not there"
      warn("the file can't be read: \(reason)", at: Self.start)
      return
    }
    do {
      document = try TOMLDocument(toml)
    } catch {
      warn(error.message, at: error.position)
    }
  }

  /// What could not be used, from the first line to the last.
  var warnings: [String] {
    faults.sorted { $0.position < $1.position }.map(\.warning)
  }

  /// The theme it builds on.
  mutating func parentName() -> String? {
    guard let value = table[Self.inherits] else { return nil }
    if let name = value.string { return name }
    warnOfParent("inherits takes the name of a theme, such as \"default\"")
    return nil
  }

  mutating func warnOfParent(_ text: String) { warn(text, at: [.key(Self.inherits)]) }

  /// The colours it gives names to, with those it inherits.
  mutating func palette(over inherited: [String: Color]) -> [String: Color] {
    guard let value = table[Self.palette] else { return inherited }
    let path: TOMLOutline.Path = [.key(Self.palette)]
    guard let colors = value.table else {
      warn("palette must be a table such as { sea = \"#005f87\" }", at: path)
      return inherited
    }
    var result = inherited
    for name in colors.keys {
      guard let value = colors[name] else { continue }
      // A name keeps its inherited colour where the new one can't be used.
      if let color = color(value, palette: inherited, at: path + [.key(name)]) {
        result[name] = color
      }
    }
    return result
  }

  /// What it says of each scope.
  mutating func entries(palette: [String: Color]) -> [String: Theme.Entry] {
    var entries: [String: Theme.Entry] = [:]
    read(scopes: table, at: [], palette: palette, into: &entries)
    return entries
  }

  /// Reads the scopes of a table; `[list.selected]` and unquoted dots make tables in tables.
  private mutating func read(
    scopes table: TOMLTable, at path: TOMLOutline.Path, palette: [String: Color],
    into entries: inout [String: Theme.Entry]
  ) {
    for key in table.keys where !(path.isEmpty && Self.reserved.contains(key)) {
      let path = path + [.key(key)]
      let scope = path.keys.joined(separator: ".")
      guard let properties = table[key]?.table else {
        warn(
          "\(scope.short) must be a table such as { fg = \"blue\", bold = true }"
            + (Self.scopes.contains(scope) ? "" : suggestion(forScope: scope)), at: path)
        continue
      }
      if Self.scopes.contains(scope) {
        read(properties, of: scope, at: path, palette: palette, into: &entries)
      } else {
        warn("unknown scope \(scope.short)" + suggestion(forScope: scope), at: path)
      }
    }
  }

  private mutating func read(
    _ table: TOMLTable, of scope: String, at path: TOMLOutline.Path, palette: [String: Color],
    into entries: inout [String: Theme.Entry]
  ) {
    var entry = Theme.Entry()
    for key in table.keys {
      guard let value = table[key] else { continue }
      let place = path + [.key(key)]
      if key == "fg" {
        entry.foreground = color(value, palette: palette, at: place)
      } else if key == "bg" {
        entry.background = color(value, palette: palette, at: place)
      } else if let attribute = TextAttributes.names.first(where: { $0.key == key })?.value {
        if let isOn = value.bool {
          if isOn { entry.attributes.insert(attribute) } else { entry.without.insert(attribute) }
        } else {
          warn("\(key) must be true or false", at: place)
        }
      } else if let nested = value.table {
        read(
          scopes: TOMLTable([key: nested]), at: path, palette: palette, into: &entries)
      } else {
        warn(
          "unknown property \(key.short)" + key.suggestion(among: Self.properties),
          at: place)
      }
    }
    entries[scope] = entry
  }

  private mutating func color(
    _ value: any TOMLValueConvertible, palette: [String: Color], at path: TOMLOutline.Path
  ) -> Color? {
    if let text = value.string {
      if let color = palette[text] ?? Color(text) { return color }
      let names = palette.keys.sorted() + ["default"] + Color.names
      warn(
        "unknown colour \"\(text.short)\""
          + (text.hasPrefix("#") ? "; write #rrggbb" : text.suggestion(among: names)),
        at: path)
    } else if let index = value.int, (0..<256).contains(index) {
      return .indexed(index)
    } else {
      warn("a colour is a name, a number from 0 to 255 or \"#rrggbb\"", at: path)
    }
    return nil
  }

  private static let start = TOMLPosition(line: 1, column: 1)
  private static let inherits = "inherits"
  private static let palette = "palette"
  /// The keys that are no scopes.
  private static let reserved = [inherits, palette]
  private static let scopes = Style.allCases.map(\.rawValue)
  private static let properties = ["fg", "bg"] + TextAttributes.names.map(\.key)

  private func suggestion(forScope scope: String) -> String {
    scope.suggestion(among: Self.scopes + Self.reserved)
  }

  private mutating func warn(_ text: String, at path: TOMLOutline.Path) {
    warn(text, at: document?.outline.key(path) ?? Self.start)
  }

  private mutating func warn(_ text: String, at position: TOMLPosition) {
    faults.append(ThemeFault(file: source.file, position: position, text: text))
  }
}

extension Theme {
  /// Reads a theme, with those it inherits from. Never fails: what can't be used is left out and
  /// said in `warnings` (`FILE:LINE:COLUMN: text`).
  ///
  ///     inherits = "default"
  ///     "list.selected" = { fg = "bright-white", bg = "sea", bold = true }
  ///
  ///     [palette]
  ///     sea = "#005f87"
  ///
  /// A scope a line, or a table a scope. What it leaves out is inherited, property by property.
  /// Colours are `default`, the sixteen names, a number from 0 to 255, `#rrggbb`, or a name from
  /// the palette. A palette holds for all that is inherited, too: a theme can be another one in
  /// other colours.
  public static func read(
    _ source: ThemeSource, in catalog: ThemeCatalog
  ) -> (theme: Theme, warnings: [String]) {
    var readers = family(of: source, in: catalog)
    var palette: [String: Color] = [:]
    for index in readers.indices.reversed() { palette = readers[index].palette(over: palette) }
    var entries: [String: Entry] = [:]
    for index in readers.indices.reversed() {
      for (scope, entry) in readers[index].entries(palette: palette) {
        entries[scope] = entry.inheriting(entries[scope])
      }
    }
    return (Theme(name: source.name, entries: entries), readers.flatMap(\.warnings))
  }

  /// The theme itself, the one it inherits from, and so on. Where that leads nowhere, or a text
  /// can't be read at all, the default theme stands behind it.
  private static func family(of source: ThemeSource, in catalog: ThemeCatalog) -> [ThemeReader] {
    var family: [ThemeReader] = []
    var next: ThemeSource? = source
    while let source = next {
      var reader = ThemeReader(source)
      next = nil
      if let name = reader.parentName() {
        next = catalog.parent(name, of: source)
        if next == nil {
          reader.warnOfParent(
            "there is no theme \"\(name.short)\"" + name.suggestion(among: catalog.names))
        } else if (family + [reader]).contains(where: { $0.source == next }) {
          let circle = (family.map(\.source.name) + [source.name, name]).joined(separator: ", ")
          reader.warnOfParent("themes inherit in a circle: \(circle)")
          next = nil
        }
      }
      let isAstray = next == nil && !reader.warnings.isEmpty
      family.append(reader)
      if isAstray, let fallback = catalog.fallback,
        !family.contains(where: { $0.source == fallback })
      {
        next = fallback
      }
    }
    return family
  }
}

/// Something in a theme that can't be used, and where it stands.
struct ThemeFault {
  let file: String
  let position: TOMLPosition
  let text: String

  var warning: String { "\(file):\(position.line):\(position.column): \(text)" }
}

extension String {
  /// As much of it as a line about it has room for.
  fileprivate var short: String { count <= 40 ? self : prefix(39) + "…" }

  /// What to add to a fault about this word; nothing when no word among `known` is close.
  fileprivate func suggestion(among known: [String]) -> String {
    misspelling(of: known).map { "; did you mean \($0)?" } ?? ""
  }

  /// The name in a theme that this one is most likely a misspelling of; nil when none is close. The
  /// names are many and hardly alike, so more slips are allowed than elsewhere.
  func misspelling(of known: [String]) -> String? { nearest(in: known, within: max(2, count / 2)) }
}
