import Canvas
import Moderation

/// A text that is typed and kept.
extension State {
  /// A key for the text. One that can't be kept stays open.
  mutating func typed(_ key: Key, in prompt: TextPrompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .enter:
      guard prompt.fault == nil else { return [] }
      input = nil
      return keep(prompt)
    case .escape, .control("c"), .control("g"):
      input = nil
    case .character, .control, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
      .backspace, .tab, .backTab, .function, .paste, .up, .down:
      if prompt.line.take(key) { input = .text(prompt) }
    }
    return []
  }

  private mutating func keep(_ prompt: TextPrompt) -> [Effect] {
    switch prompt.purpose {
    case .note(let member, _): keepNote(prompt.text, on: member)
    case .name(let group): keepName(prompt.text, of: group)
    }
  }
}
