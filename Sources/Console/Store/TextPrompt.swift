import ATProto
import Foundation
import Moderation

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
