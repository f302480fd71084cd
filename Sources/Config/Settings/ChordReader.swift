import Canvas
import Moderation

/// Reads the name of a key, or of several one after the other, as a configuration writes it.
struct ChordReader {
  private let table: ConfigurationTable

  init(_ table: ConfigurationTable) { self.table = table }

  func chord(_ name: String) throws(ConfigurationMistake) -> Chord {
    if let key = Key(name: name) { return Chord(try sent(key, name)) }
    let parts = name.split(separator: " ").map(String.init)
    var keys: [Key] = []
    for part in parts {
      guard let key = Key(name: part) else { throw unknown(part, of: name) }
      keys.append(try sent(key, name))
    }
    guard !keys.isEmpty else { throw unknown(name, of: name) }
    guard keys.count == 1 || !keys.contains(.escape) else {
      throw table.passedOver(name, "'\(name.brief)' can't be a chord: Esc drops one that is begun.")
    }
    return Chord(keys: keys)
  }

  /// The key, unless terminals send it as another one or not at all.
  private func sent(_ key: Key, _ name: String) throws(ConfigurationMistake) -> Key {
    guard case .control(let character) = key else { return key }
    let other: String? =
      switch character {
      case "h": "Backspace"
      case "i": "Tab"
      case "j", "m": "Enter"
      case "[": "Esc"
      case _: nil
      }
    if let other {
      throw table.passedOver(name, "Terminals send \(key) as \(other): write '\(other)'.")
    }
    guard ("a"..."z").contains(character) else {
      throw table.passedOver(name, "Terminals can't send \(key); write '^' with a letter.")
    }
    return key
  }

  private func unknown(_ part: String, of name: String) -> ConfigurationMistake {
    let names = Key.names.map { $0.lowercased() }
    let nearest = part.lowercased().nearest(in: names).flatMap(names.firstIndex).map {
      Key.names[$0]
    }
    let cure: String
    if let nearest {
      cure = "did you mean '\(nearest)'?"
    } else if (2...3).contains(part.count), part.allSatisfy({ Key(name: String($0)) != nil }) {
      cure =
        "keys pressed one after the other are written '\(part.map(String.init).joined(separator: " "))'."
    } else {
      cure = "keys are written 'x', 'X', '^d', 'Space', 'PgDn', 'F5', or 'g g'."
    }
    return table.passedOver(name, "'\(part.brief)' is no key; \(cure)")
  }
}
