/// Follows the cursors of a list to its end, and notices a list that has none.
struct Pagination {
  /// Asks for the next page; nil for the first.
  private(set) var cursor: String?
  private(set) var isAtEnd = false
  /// The service would have gone on for ever, so it can't be relied on that what it has given is
  /// all there is.
  private(set) var isEndless = false

  private var seen: Set<String> = []
  private var idlePages = 0
  private var found = 0
  /// Pages in a row that may bring nothing new. They can be empty while the list is long.
  private static let idleLimit = 100
  /// More than wait anywhere. Whoever sends more would have the memory fill up.
  static let foundLimit = 200_000

  /// Takes what a page says of the next one. A page with nothing on it that asks for itself again is
  /// the end of a list: some services have a cursor to the last.
  /// - Parameter new: how many on it were on no page before.
  mutating func follow(_ next: String?, isEmpty: Bool, new: Int) {
    guard let next, !next.isEmpty, !(isEmpty && seen.contains(next)) else {
      isAtEnd = true
      return
    }
    idlePages = new > 0 ? 0 : idlePages + 1
    found += new
    guard seen.insert(next).inserted, idlePages < Self.idleLimit, found < Self.foundLimit else {
      isEndless = true
      isAtEnd = true
      return
    }
    cursor = next
  }
}
