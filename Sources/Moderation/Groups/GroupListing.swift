import ATProto
import Foundation

/// The groups of an account as the service told of them, and from where its log tells what has
/// changed since. Kept between two commands, it spares the second the whole list.
public struct GroupListing: Equatable, Sendable {
  /// In the service's order as of ``listedAt``.
  public var groups: [Group]
  /// How many more could not be read. Not kept: there is no cursor then, so that all are listed again.
  public var unreadable: Int
  /// All that had happened until here is in the groups; nil where the service gave none.
  public var cursor: String?
  /// When all of them were read at once.
  public var listedAt: Date
  /// When this was last known to be so.
  public var readAt: Date

  /// A listing as it is described.
  public init(
    groups: [Group], unreadable: Int = 0, cursor: String?, listedAt: Date, readAt: Date
  ) {
    self.groups = groups
    self.unreadable = unreadable
    self.cursor = cursor
    self.listedAt = listedAt
    self.readAt = readAt
  }
}

extension GroupListing: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(
      groups: try reader.read(), cursor: try reader.read(), listedAt: try reader.read(),
      readAt: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    writer.write(groups)
    writer.write(cursor)
    writer.write(listedAt)
    writer.write(readAt)
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
  func changed(among groups: [Group]) -> [Group.ID]? {
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
