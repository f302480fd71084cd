/// Follows the cursors of a list to its end, and notices a list that has none.
struct PageWalk {
  /// Asks for the next page; nil for the first.
  private(set) var cursor: String?
  private(set) var isAtEnd = false
  /// The service would have gone on for ever. What it had to give has been seen, but it can't be
  /// relied on that this is all there is.
  private(set) var isEndless = false

  private var seen: Set<String> = []
  private var idlePages = 0
  /// Pages in a row that may bring nothing new. They can be empty while the list is long.
  private static let idleLimit = 100

  /// Takes what a page says of the next one.
  mutating func follow(_ next: String?, foundNew: Bool) {
    guard let next, !next.isEmpty else {
      isAtEnd = true
      return
    }
    idlePages = foundNew ? 0 : idlePages + 1
    guard seen.insert(next).inserted, idlePages < Self.idleLimit else {
      isEndless = true
      isAtEnd = true
      return
    }
    cursor = next
  }
}
