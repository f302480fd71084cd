/// One column of one row on the screen.
public struct Cell: Hashable, Sendable {
  /// What is drawn here, already reduced to what terminals agree on; none in the second column of a
  /// wide character.
  public var character: ComplexCharacter
  public var style: Style

  public init(_ character: ComplexCharacter, style: Style) {
    self.character = character
    self.style = style
  }
}
