import ATProto

/// Pages through a list of people, each of them once.
actor Pager<Item: Sendable> {
  /// A page as the service gives it.
  struct Page: Sendable {
    let items: Listed<Item>
    let cursor: String?
  }

  /// Asks for the page that a cursor leads to.
  typealias Fetch = @Sendable (_ cursor: String?) async throws(Fault) -> Page

  private let thing: String
  private let fetch: Fetch
  private let person: @Sendable (Item) -> Person
  private var walk = PageWalk()
  /// People move while the list is paged, so that one can be on two pages.
  private var known: Set<DID> = []
  /// How many entries could not be read on the pages so far. Above none nobody's absence is proven:
  /// whoever is looked for may be one of them.
  private(set) var unreadable = 0

  /// - Parameter thing: what an entry is, in words: `request`.
  init(
    of thing: String, person: @escaping @Sendable (Item) -> Person, fetch: @escaping Fetch
  ) {
    self.thing = thing
    self.person = person
    self.fetch = fetch
  }

  /// The next people, and what could not be read beside them, never nothing at all; nil at the end.
  /// - Throws: also for a list that does not come to an end.
  func next() async throws(Fault) -> Listed<Item>? {
    while !walk.isAtEnd {
      let page = try await fetch(walk.cursor)
      let fresh = page.items.with(page.items.filter { known.insert(person($0).did).inserted })
      unreadable += fresh.unreadable
      walk.follow(
        page.cursor, isEmpty: page.items.isBlank, new: fresh.count + fresh.unreadable)
      if !fresh.isBlank { return fresh }
    }
    if walk.isEndless { throw .endlessList }
    return nil
  }

  /// Looks for somebody on the pages that are left.
  /// - Throws: also where that can't be seen, as they may be what could not be read.
  func first(_ member: DID) async throws(Fault) -> Item? {
    while let page = try await next() {
      if let item = page.first(where: { person($0).did == member }) { return item }
    }
    guard unreadable == 0 else { throw .unreadable(unreadable, thing) }
    return nil
  }
}
