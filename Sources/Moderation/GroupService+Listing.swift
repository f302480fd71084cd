import ATProto
import Foundation

/// The groups without reading all of them every time.
extension GroupService {
  /// Not everything is in the log: a group that moderation has locked, or an account that is gone.
  private static let listingLifetime: TimeInterval = 15 * 60
  /// More than this is no less work than the whole list.
  private static let pageLimit = 3
  private static let groupLimit = 3

  /// Every group the account owns, as it is now. What has changed since an earlier listing is asked
  /// of the log (`chat.bsky.convo.getLog`) and those groups alone are read again
  /// (`chat.bsky.convo.getConvo`): one call where nothing has happened. All are listed where there is
  /// no such listing, it is older than a quarter of an hour, or too much has happened.
  /// - Returns: what to hand in the next time.
  public func listing(since earlier: GroupListing? = nil) async throws(Fault) -> GroupListing {
    guard let earlier, isRecent(earlier), let cursor = earlier.cursor,
      let news = try await news(after: cursor)
    else { return try await wholeListing(from: nil) }
    guard let changed = news.changed(among: earlier.groups), changed.count <= Self.groupLimit,
      let groups = try await reading(changed, of: earlier.groups)
    else { return try await wholeListing(from: news.cursor) }
    return GroupListing(
      groups: groups, cursor: news.cursor, listedAt: earlier.listedAt, readAt: time.now())
  }

  /// A listing to come is one that a clock set back has left: nobody knows how old it is.
  private func isRecent(_ listing: GroupListing) -> Bool {
    (0..<Self.listingLifetime).contains(time.now().timeIntervalSince(listing.listedAt))
  }

  /// Lists all. The place in the log is an earlier one, so that nothing is missed between the two.
  /// - Parameter cursor: one that is known already; nil asks for that of now.
  private func wholeListing(from cursor: String?) async throws(Fault) -> GroupListing {
    let cursor = if let cursor { cursor } else { try await caller.log(after: nil)?.cursor }
    let groups = try await groups()
    let now = time.now()
    // The log tells nothing of a group that could not be read: the next time all are listed again.
    return GroupListing(
      groups: groups.elements, unreadable: groups.unreadable,
      cursor: groups.unreadable == 0 ? cursor : nil, listedAt: now, readAt: now)
  }

  /// All that has happened since; nil where that can't be known, or is too much.
  private func news(after cursor: String) async throws(Fault) -> LoggedGroupChanges? {
    var news = LoggedGroupChanges(cursor: cursor)
    for _ in 0..<Self.pageLimit {
      guard let page = try await caller.log(after: news.cursor) else { return nil }
      let isLast = page.logs.isEmpty || page.cursor == nil || page.cursor == news.cursor
      news.take(page)
      if isLast { return news }
    }
    return nil
  }

  /// The groups with some of them read again; nil where one of these is not the account's any more.
  private func reading(
    _ changed: [Group.ID], of groups: [Group]
  ) async throws(Fault) -> [Group]? {
    var groups = groups
    for index in groups.indices where changed.contains(groups[index].id) {
      do {
        groups[index] = try await group(groups[index].id)
      } catch {
        guard error.kind == .groupGone || error.kind == .notOwner else { throw error }
        return nil
      }
    }
    return groups
  }
}
