import Canvas
import TOMLKit

extension Theme {
  /// Reads a theme from TOML. Never fails: what can't be used is left out and said in `warnings`
  /// (`FILE:LINE:COLUMN: text`).
  ///
  ///     "list.selected" = { fg = "bright-white", bg = "blue", bold = true }
  ///
  /// - Parameters:
  ///   - toml: a scope a line, or a table a scope; colours are `default`, the sixteen names, a
  ///     number from 0 to 255 or `#rrggbb`.
  ///   - name: the name it is chosen by.
  ///   - file: what warnings call it; by default the name with `.toml`.
  public static func read(
    _ toml: String, name: String, file: String? = nil
  ) -> (theme: Theme, warnings: [String]) {
    var reader = ThemeReader(toml)
    reader.read()
    let label = file ?? name + ".toml"
    let faults = reader.faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    return (
      Theme(name: name, entries: reader.entries),
      faults.map { "\(label):\($0.line):\($0.column): \($0.text)" }
    )
  }
}
