import Canvas
import Config

extension Keymap {
  /// What a key asks of the store.
  /// - Parameter pending: the keys before it, of a chord that has been begun.
  func action(for key: Key, after pending: [Key] = [], in context: Context) -> Action {
    switch meaning(of: key, after: pending, in: context) {
    case .command(let command): .command(command)
    case .filter(let filter): .filterChosen(filter)
    case .begun(let chord): .chordBegun(chord)
    case .dropped: .chordDropped
    case .text(let key): .typed(key)
    case .nothing(let chord): .unboundKey(chord.description)
    }
  }
}

/// The keys as they are bound now, for whatever names one.
extension State {
  public var keymap: Keymap { settings.keymap }

  /// What a key press means now. The shell is at hand also in the middle of a line or a chord: what
  /// is meant for it must not be read as an answer.
  public func action(for key: Key) -> Action {
    if case .paste = key, context != .prompt { return .unboundKey("A pasted text") }
    let action = keymap.action(for: key, after: status.chord?.chord.keys ?? [], in: context)
    guard keymap.command(for: key, in: place) == .suspend else { return action }
    return switch action {
    case .typed(.control), .typed(.function), .unboundKey: .command(.suspend)
    case _: action
    }
  }

  /// How a text names the way to a command: its key, or else what to type to have the palette find
  /// it; nil where there is no way.
  func key(for command: Command) -> String? {
    if let key = keymap.key(for: command, in: place) { return key.description }
    guard keymap.commands(in: place).contains(command),
      let palette = keymap.key(for: .palette, in: place)
    else { return nil }
    return "\(palette)\(command.name)"
  }

  /// A remark that names the key of a command; nothing where the command can't be reached.
  /// - Parameter text: makes the remark of the key's name.
  func hint(_ command: Command, _ text: (String) -> String) -> String {
    key(for: command).map(text) ?? ""
  }
}
