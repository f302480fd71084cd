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
