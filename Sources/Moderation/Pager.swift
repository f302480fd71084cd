import ATProto

/// Pages through a list of people, each of them once.
actor Pager<Item: Sendable> {
  /// A page as the service gives it.
  struct Page: Sendable {
    let items: [Item]
    let cursor: String?
  }

  /// Asks for the page that a cursor leads to.
  typealias Fetch = @Sendable (_ cursor: String?) async throws(Fault) -> Page

  private let fetch: Fetch
  private let person: @Sendable (Item) -> Person
  private var walk = PageWalk()
  /// People move while the list is paged, so that one can be on two pages.
  private var known: Set<DID> = []

  init(person: @escaping @Sendable (Item) -> Person, fetch: @escaping Fetch) {
    self.person = person
    self.fetch = fetch
  }

  /// The next people, never none of them; nil at the end.
  /// - Throws: also for a list that does not come to an end.
  func next() async throws(Fault) -> [Item]? {
    while !walk.isAtEnd {
      let page = try await fetch(walk.cursor)
      let fresh = page.items.filter { known.insert(person($0).did).inserted }
      walk.follow(page.cursor, isEmpty: page.items.isEmpty, new: fresh.count)
      if !fresh.isEmpty { return fresh }
    }
    if walk.isEndless { throw .endlessList }
    return nil
  }

  /// Looks for somebody on the pages that are left.
  func first(_ member: DID) async throws(Fault) -> Item? {
    while let page = try await next() {
      if let item = page.first(where: { person($0).did == member }) { return item }
    }
    return nil
  }
}
