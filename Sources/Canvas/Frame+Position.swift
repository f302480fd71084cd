extension Frame {
  /// A place on the screen; row 0, column 0 is the upper left corner.
  public struct Position: Hashable, Sendable {
    public var row: Int
    public var column: Int

    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }
}
