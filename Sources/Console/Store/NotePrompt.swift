import ATProto

/// The line in which a note on a person is typed.
public struct NotePrompt: Equatable, Sendable {
  /// Whom it is about, whatever is selected meanwhile.
  public let member: DID
  /// How the person is called.
  public let handle: Handle
  public var line: LineEditor
}
