import ATProto
import Foundation

/// Lists the groups of the account, and keeps a listing up to date without reading all of it again.
struct GroupLister: Sendable {
  /// The log does not tell everything: not of a group that moderation has locked, nor of an account
  /// that is gone.
  private static let lifetime: TimeInterval = 15 * 60
  /// To read more than this is no less work than to read the whole list.
  private static let pageLimit = 3
  private static let groupLimit = 3

  let caller: ServiceCaller

  /// Every group that the account owns: ``GroupService/groups()``.
  func groups() async throws(Fault) -> LossyArray<Group> {
    let owner = caller.session.did
    var groups: LossyArray<Group> = []
    // Activity moves a convo to the front, so that one can be on two pages.
    var known: Set<Group.ID> = []
    var pagination = Pagination()
    while !pagination.isAtEnd {
      let page = try await caller.ask(
        ChatBskyConvo.ListConvos(kind: "group", limit: 100, cursor: pagination.cursor))
      let fresh = page.convos.filter { known.insert($0.id).inserted }
      groups.elements += fresh.compactMap { Group($0, ownedBy: owner) }
      groups.unreadable += page.convos.unreadable + fresh.count { $0.hidesOwner(from: owner) }
      pagination.follow(
        page.cursor, isEmpty: page.convos.isBlank, new: fresh.count + page.convos.unreadable)
    }
    if pagination.isEndless { throw .endlessList }
    return groups
  }

  /// The groups as they are now: ``GroupService/listing(since:)``.
  func listing(since earlier: GroupListing?) async throws(Fault) -> GroupListing {
    guard let earlier, isRecent(earlier), let cursor = earlier.cursor,
      let changes = try await changes(after: cursor)
    else { return try await wholeListing(from: nil) }
    guard let stale = changes.groupsToReread(among: earlier.groups), stale.count <= Self.groupLimit,
      let groups = try await reread(stale, in: earlier.groups)
    else { return try await wholeListing(from: changes.cursor) }
    return GroupListing(
      groups: groups, cursor: changes.cursor, listedAt: earlier.listedAt,
      readAt: caller.time.now())
  }

  /// A listing with a date in the future was written before the clock was set back: its age is not
  /// known.
  private func isRecent(_ listing: GroupListing) -> Bool {
    (0..<Self.lifetime).contains(caller.time.now().timeIntervalSince(listing.listedAt))
  }

  /// Lists all groups. The log position is read first, so that nothing is missed between the two.
  /// - Parameter cursor: a position that is known already; nil asks for the present one.
  private func wholeListing(from cursor: String?) async throws(Fault) -> GroupListing {
    let cursor = if let cursor { cursor } else { try await caller.log(after: nil)?.cursor }
    let groups = try await groups()
    let now = caller.time.now()
    // The log tells nothing of a group that could not be read: the next time all are listed again.
    return GroupListing(
      groups: groups.elements, unreadable: groups.unreadable,
      cursor: groups.unreadable == 0 ? cursor : nil, listedAt: now, readAt: now)
  }

  /// What the log tells since a position; nil where it does not answer, or tells too much.
  private func changes(after cursor: String) async throws(Fault) -> LoggedGroupChanges? {
    var changes = LoggedGroupChanges(cursor: cursor)
    for _ in 0..<Self.pageLimit {
      guard let page = try await caller.log(after: changes.cursor) else { return nil }
      let isLast = page.logs.isEmpty || page.cursor == nil || page.cursor == changes.cursor
      changes.take(page)
      if isLast { return changes }
    }
    return nil
  }

  /// The groups with some of them read again; nil where the account no longer owns one of these.
  private func reread(
    _ stale: [Group.ID], in groups: [Group]
  ) async throws(Fault) -> [Group]? {
    var groups = groups
    for index in groups.indices where stale.contains(groups[index].id) {
      do {
        groups[index] = try await caller.group(groups[index].id)
      } catch {
        guard error.category == .group else { throw error }
        return nil
      }
    }
    return groups
  }
}

/// What the log tells of groups: which are not what they were.
struct LoggedGroupChanges {
  /// Where the next look goes on.
  private(set) var cursor: String
  private var changed: Set<Group.ID> = []
  /// Of what is newer than this program nobody knows what it changes.
  private var unknown: Set<Group.ID> = []
  /// The account may own other groups than before.
  private var isUnclear = false

  init(cursor: String) { self.cursor = cursor }

  mutating func take(_ page: ChatBskyConvo.GetLog.Output) {
    cursor = page.cursor ?? cursor
    for event in page.logs { take(event) }
  }

  /// Those to be read again, in their order; nil where all have to be.
  func groupsToReread(among groups: [Group]) -> [Group.ID]? {
    let owned = groups.map(\.id)
    guard !isUnclear, unknown.isSubset(of: owned) else { return nil }
    return owned.filter { changed.contains($0) || unknown.contains($0) }
  }

  private mutating func take(_ event: ChatBskyConvo.LogEvent) {
    guard !event.convoId.isEmpty else {
      isUnclear = true
      return
    }
    switch event.kind {
    case .incomingJoinRequest, .withdrawIncomingJoinRequest, .approveJoinRequest,
      .rejectJoinRequest, .readJoinRequests, .addMember, .removeMember, .memberJoin, .memberLeave,
      .lockConvo, .unlockConvo, .lockConvoPermanently, .editGroup, .createJoinLink, .editJoinLink,
      .enableJoinLink, .disableJoinLink:
      changed.insert(event.convoId)
    case .beginConvo, .acceptConvo, .leaveConvo: isUnclear = true
    case .muteConvo, .unmuteConvo, .createMessage, .deleteMessage, .readMessage, .addReaction,
      .removeReaction, .readConvo, .outgoingJoinRequest, .withdrawOutgoingJoinRequest:
      break
    case nil: unknown.insert(event.convoId)
    }
  }
}
