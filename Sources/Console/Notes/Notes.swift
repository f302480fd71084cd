import ATProto
import Canvas
import Foundation
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

/// The line in which a text is typed that is kept: a note, a name.
public struct TextPrompt: Equatable, Sendable {
  /// What the text is, and what it belongs to, whatever is selected meanwhile.
  public enum Purpose: Hashable, Sendable {
    /// A note on a person, who is called so.
    case note(on: DID, Handle)
    /// The name of a group.
    case name(of: Group.ID)
  }

  public let purpose: Purpose
  public var line: LineEditor

  init(_ purpose: Purpose, _ text: String) {
    self.purpose = purpose
    line = LineEditor(text)
  }

  /// The text as it is kept.
  public var text: String { line.text.trimmingCharacters(in: .whitespaces) }

  /// Why the text can't be kept; nil where it can.
  public var fault: Fault? {
    switch purpose {
    case .note: nil
    case .name: Group.nameFault(text)
    }
  }
}
