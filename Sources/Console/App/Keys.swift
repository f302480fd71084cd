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
}
