/// The selected row of a list, and the first row shown.
public struct ListCursor: Hashable, Sendable {
  public var index = 0
  public var offset = 0

  public init() {}

  /// Keeps the selection inside a list that has changed.
  mutating func clamp(count: Int) {
    index = max(0, min(index, count - 1))
  }

  /// Scrolls as little as it takes for the selected row to be among the `height` rows shown.
  mutating func scroll(count: Int, height: Int) {
    let height = max(1, height)
    offset = max(0, min(offset, count - height))
    offset = min(offset, index)
    offset = max(offset, index - height + 1)
  }

  /// Shows other rows, so many further on. The selection stays on its row, or goes with the edge that
  /// would leave it behind.
  mutating func shift(by step: Int, count: Int, height: Int) {
    offset = max(0, min(offset + step, count - height))
    index = max(offset, min(index, offset + height - 1))
    clamp(count: count)
  }
}
