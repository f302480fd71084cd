import Canvas
import Moderation
import Text

/// Reads the `[keys.…]` sections. All mistakes in them can be passed over: the key then does what it
/// did.
struct KeyReader {
  /// The section of what holds everywhere.
  static let everywhere = "all"
  /// In place of a command.
  static let off = "none"

  private struct Line {
    let setting: KeySetting
    let table: ConfigurationTable
    /// The key as it is written.
    let name: String
  }

  private let builtIn: Keymap
  private let mistakes: ConfigurationMistakes
  private var lines: [Line] = []

  var settings: [KeySetting] { lines.map(\.setting) }

  /// - Parameter builtIn: what keys do without a configuration, and so what commands there are.
  init(_ keys: ConfigurationTable, builtIn: Keymap, _ mistakes: ConfigurationMistakes) {
    self.builtIn = builtIn
    self.mistakes = mistakes
    for (name, table) in keys.parts {
      if let table {
        read(table, named: name, in: keys)
      } else {
        let cure = "[keys.requests], [keys.\(Self.everywhere)]"
        mistakes.add(
          keys.passedOver(
            name, "'\(name.brief)' has to stand in the section of a context, such as \(cure)."))
      }
    }
    keepWaysOut()
  }

  private mutating func read(
    _ table: ConfigurationTable, named name: String, in keys: ConfigurationTable
  ) {
    let context = KeyContext(rawValue: name)
    if context == .prompt {
      mistakes.add(
        keys.passedOver(name, "Keys can't be bound in 'prompt': there they are text."))
    } else if context == nil, name != Self.everywhere {
      let known = KeyContext.allCases.filter { $0 != .prompt }.map(\.rawValue) + [Self.everywhere]
      mistakes.add(
        keys.passedOver(name, "'\(name.brief)' is no context; \(name.meant(among: known))"))
    } else {
      for key in table.inOrder { read(key, of: table, in: context) }
    }
  }

  private mutating func read(_ name: String, of table: ConfigurationTable, in context: KeyContext?)
  {
    let chord = mistakes.collect(try ChordReader(table).chord(name))
    let command = mistakes.collect(try self.command(of: name, in: table, context))
    guard let chord, let command else { return }
    let setting = KeySetting(chord, command, in: context)
    if let clash = lines.first(where: { $0.setting.excludes(setting) }) {
      mistakes.add(table.passedOver(name, clash.setting.reason(against: setting)))
    } else {
      lines.append(Line(setting: setting, table: table, name: name))
    }
  }

  private func command(
    of name: String, in table: ConfigurationTable, _ context: KeyContext?
  ) throws(ConfigurationMistake) -> Command? {
    guard let word = table.values[name]?.string else {
      throw table.passedOver(
        valueOf: name,
        "'\(name.brief)' must be the name of a command in quotes, or \"\(Self.off)\".")
    }
    if word == Self.off { return nil }
    guard let command = builtIn.command(named: word) else {
      let nearest = word.nearest(in: builtIn.commands.map(\.name) + [Self.off])
      let cure = nearest.map { "did you mean '\($0)'?" } ?? "skydoor keys lists what there is."
      throw table.passedOver(valueOf: name, "'\(word.brief)' is no command; \(cure)")
    }
    let places = KeyContext.allCases.filter { builtIn.commands(in: $0).contains(command) }
    let acts =
      context.map(places.contains) ?? places.contains { !$0.isQuestion }
    guard acts else {
      let names = places.map(\.rawValue).joined(separator: ", ")
      throw table.passedOver(
        valueOf: name, "'\(word)' does nothing in \(table.title); it acts in: \(names).")
    }
    return command
  }

  /// Gives up lines until every place can be left and every question answered.
  private mutating func keepWaysOut() {
    while let (context, command) = missing, let index = lastLine(against: command, in: context) {
      let line = lines.remove(at: index)
      mistakes.add(
        line.table.passedOver(
          line.name,
          """
          '\(line.name.brief)' stays what it is: without it no key is left for '\(command.name)' in \
          '\(context.rawValue)'.
          """))
    }
  }

  /// What has to have a key somewhere and has none.
  private var missing: (KeyContext, Command)? {
    let keymap = builtIn.rebound(by: settings)
    for context in KeyContext.allCases {
      for command in builtIn.essentials(in: context)
      where keymap.key(for: command, in: context) == nil {
        return (context, command)
      }
    }
    return nil
  }

  private func lastLine(against command: Command, in context: KeyContext) -> Int? {
    let bindings = builtIn.allBindings(in: context)
    let applying = lines.map(\.setting).filter { $0.applies(in: context, where: bindings) }
    let chords =
      builtIn.chords(for: command, in: context)
      + applying.filter { $0.command == command }.map(\.chord)
    return lines.lastIndex { line in
      line.setting.command != command && applying.contains(line.setting)
        && chords.contains { $0.clashes(with: line.setting.chord) }
    }
  }
}

extension KeySetting {
  /// Both can't hold in one section. A key that is switched off may begin a chord.
  fileprivate func excludes(_ other: KeySetting) -> Bool {
    guard context == other.context else { return false }
    return chord == other.chord
      || command != nil && other.command != nil && chord.clashes(with: other.chord)
  }

  /// Why another one is refused for this one.
  fileprivate func reason(against other: KeySetting) -> String {
    if chord == other.chord { return "'\(chord)' is set twice in this section; keep one." }
    let (short, long) = chord.begins(other.chord) ? (chord, other.chord) : (other.chord, chord)
    return """
      '\(short)' begins the chord '\(long)', so it can't act alone; take another key for one of \
      them.
      """
  }
}

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
