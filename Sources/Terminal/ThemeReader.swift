import Canvas
import TOMLKit

/// Turns TOML into the entries of a theme, and remembers what it could not use.
struct ThemeReader {
  struct Fault {
    let line: Int
    let column: Int
    let text: String
  }

  private(set) var entries: [String: Theme.Entry] = [:]
  private(set) var faults: [Fault] = []
  private let toml: String

  init(_ toml: String) { self.toml = toml }

  mutating func read() {
    do {
      try read(scopes: TOMLTable(string: toml), prefix: "")
    } catch let error as TOMLParseError {
      let start = error.source.begin
      faults.append(Fault(line: start.line, column: start.column, text: error.description))
    } catch {
      faults.append(Fault(line: 1, column: 1, text: "\(error)"))
    }
  }

  /// Reads the scopes of a table; `[list.selected]` and unquoted dots make tables in tables.
  private mutating func read(scopes table: TOMLTable, prefix: String) {
    for key in table.keys {
      let scope = prefix + key
      guard let entry = table[key]?.table else {
        warn("\(scope) must be a table such as { fg = \"blue\", bold = true }", at: scope)
        continue
      }
      if Self.scopes.contains(scope) {
        read(entry, scope: scope)
      } else {
        warn("unknown scope \(scope)" + suggestion(for: scope, among: Self.scopes), at: scope)
      }
    }
  }

  private mutating func read(_ table: TOMLTable, scope: String) {
    var entry = Theme.Entry()
    for key in table.keys {
      guard let value = table[key] else { continue }
      if key == "fg" {
        entry.foreground = color(value, scope: scope, property: key)
      } else if key == "bg" {
        entry.background = color(value, scope: scope, property: key)
      } else if let attribute = TextAttributes.names.first(where: { $0.key == key })?.value {
        if let isOn = value.bool {
          if isOn { entry.attributes.insert(attribute) } else { entry.without.insert(attribute) }
        } else {
          warn("\(key) must be true or false", at: scope, property: key)
        }
      } else if let nested = value.table {
        read(scopes: TOMLTable([key: nested]), prefix: scope + ".")
      } else {
        warn(
          "unknown property \(key)" + suggestion(for: key, among: Self.properties),
          at: scope, property: key)
      }
    }
    entries[scope] = entry
  }

  private mutating func color(
    _ value: any TOMLValueConvertible, scope: String, property: String
  ) -> Color? {
    if let text = value.string {
      if let color = Color(text) { return color }
      let names = ["default"] + Color.names
      warn(
        "unknown colour \"\(text)\""
          + (text.hasPrefix("#") ? "; write #rrggbb" : suggestion(for: text, among: names)),
        at: scope, property: property)
    } else if let index = value.int, (0..<256).contains(index) {
      return .indexed(index)
    } else {
      warn(
        "a colour is a name, a number from 0 to 255 or \"#rrggbb\"", at: scope, property: property)
    }
    return nil
  }

  private static let scopes = Style.allCases.map(\.rawValue)
  private static let properties = ["fg", "bg"] + TextAttributes.names.map(\.key)

  private func suggestion(for word: String, among known: [String]) -> String {
    guard let nearest = word.nearest(among: known) else { return "" }
    return "; did you mean \(nearest)?"
  }

  private mutating func warn(_ text: String, at scope: String, property: String? = nil) {
    let position = ThemePosition.find(scope: scope, property: property, in: toml)
    faults.append(Fault(line: position.line, column: position.column, text: text))
  }
}
