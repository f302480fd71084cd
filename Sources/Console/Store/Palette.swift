/// The line in which a command is looked for, and the place in the list of those found.
public struct Palette: Equatable, Sendable {
  public var line = LineEditor()
  public var cursor = ListCursor()
}
