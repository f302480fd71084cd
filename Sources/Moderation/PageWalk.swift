/// Follows the cursors of a list to its end, and notices a list that has none.
struct PageWalk {
  /// Asks for the next page; nil for the first.
  private(set) var cursor: String?
  private(set) var isAtEnd = false
  /// The service would have gone on for ever, so it can't be relied on that what it has given is
  /// all there is.
  private(set) var isEndless = false

  private var seen: Set<String> = []
  private var idlePages = 0
  /// Pages in a row that may bring nothing new. They can be empty while the list is long.
  private static let idleLimit = 100

  /// Takes what a page says of the next one. A page with nothing on it that asks for itself again is
  /// the end of a list: some services have a cursor to the last.
  mutating func follow(_ next: String?, isEmpty: Bool, foundNew: Bool) {
    guard let next, !next.isEmpty, !(isEmpty && seen.contains(next)) else {
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
