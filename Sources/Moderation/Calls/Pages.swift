import ATProto

/// A list of people, in pages as they come, each person once.
///
/// ```swift
/// for try await page in service.requests(in: group) { people += page }
/// ```
/// A page has somebody on it, or something that can't be read. It is asked for when the one before has
/// been taken, so that nothing goes on when the consumer stops. A list that does not come to an end
/// throws, too.
public struct Pages<Item: Sendable>: AsyncSequence, Sendable {
  /// A page as the service gives it.
  struct Page: Sendable {
    let items: LossyArray<Item>
    let cursor: String?
  }

  /// Asks for the page that a cursor leads to.
  typealias Fetch = @Sendable (_ cursor: String?) async throws(Fault) -> Page

  /// What an entry is, in words: `request`.
  let thing: String
  let person: @Sendable (Item) -> Person
  let fetch: Fetch

  /// Begins at the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  /// A reading of the list.
  public struct Iterator: AsyncIteratorProtocol {
    private let pages: Pages
    private var pagination = Pagination()
    /// People move while the list is paged, so that one can be on two pages.
    private var known: Set<DID> = []

    fileprivate init(_ pages: Pages) { self.pages = pages }

    /// The next people, and what could not be read beside them, never nothing at all; nil at the end.
    public mutating func next() async throws(Fault) -> LossyArray<Item>? {
      while !pagination.isAtEnd {
        let page = try await pages.fetch(pagination.cursor)
        let fresh = page.items.with(
          page.items.filter { known.insert(pages.person($0).did).inserted })
        pagination.follow(
          page.cursor, isEmpty: page.items.isBlank, new: fresh.count + fresh.unreadable)
        if !fresh.isBlank { return fresh }
      }
      if pagination.isEndless { throw .endlessList }
      return nil
    }
  }

  /// Looks for somebody.
  /// - Throws: also where that can't be seen, as they may be what could not be read.
  func find(_ member: DID) async throws(Fault) -> Item? {
    var unreadable = 0
    for try await page in self {
      if let item = page.first(where: { person($0).did == member }) { return item }
      unreadable += page.unreadable
    }
    guard unreadable == 0 else { throw .unreadable(unreadable, thing) }
    return nil
  }
}

extension Pages<JoinRequest> {
  /// The people waiting in a group: `chat.bsky.group.listJoinRequests`.
  /// - Parameter needsLabels: false for a look whether somebody is there.
  init(requestsIn group: Group.ID, caller: ServiceCaller, needsLabels: Bool = true) {
    self.init(thing: "request", person: \.person) { cursor async throws(Fault) in
      let (page, context) = try await caller.askAboutPeople(
        ChatBskyGroup.ListJoinRequests(convoId: group, limit: 100, cursor: cursor),
        needsLabels: needsLabels)
      return Page(
        items: page.requests.with(page.requests.map { JoinRequest($0, in: group, context) }),
        cursor: page.cursor)
    }
  }
}

extension Pages<GroupMember> {
  /// The members of a group: `chat.bsky.convo.getConvoMembers`.
  /// - Parameter needsLabels: false for a look whether somebody is there.
  init(membersOf group: Group.ID, caller: ServiceCaller, needsLabels: Bool = true) {
    self.init(thing: "member", person: \.person) { cursor async throws(Fault) in
      let (page, context) = try await caller.askAboutPeople(
        ChatBskyConvo.GetConvoMembers(convoId: group, limit: 100, cursor: cursor),
        needsLabels: needsLabels)
      return Page(
        items: page.members.with(page.members.map { GroupMember($0, of: group, context) }),
        cursor: page.cursor)
    }
  }
}

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
