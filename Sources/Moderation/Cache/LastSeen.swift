import ATProto
import Foundation

/// What an owner saw last: their groups, who waited in them, and who those people are. A console
/// paints it before the service has answered.
///
/// Bounded, so that a raid costs neither time nor memory: of 10,000 people waiting those are kept
/// who wait longest, and the number of all.
public struct Snapshot: Equatable, Sendable {
  /// Who waited in one group.
  public struct List: Equatable, Sendable {
    /// The group asked.
    public let group: Group.ID
    /// Longest waiting first.
    public fileprivate(set) var requests: [JoinRequest]
    /// When this was all there was.
    public let readAt: Date

    /// A list that was read to its end.
    public init(group: Group.ID, requests: [JoinRequest], readAt: Date) {
      self.group = group
      self.requests = requests
      self.readAt = readAt
    }
  }

  /// The groups without the people.
  public struct Groups: Equatable, Sendable {
    /// As ``Snapshot/groups``.
    public let groups: [Group]
    /// As ``Snapshot/groupsReadAt``.
    public let readAt: Date
  }

  /// People kept of one group.
  public static let groupLimit = 1_000
  /// People kept in all, and profiles.
  public static let limit = 3_000

  /// In the service's order, each with the number of people who waited.
  public let groups: [Group]
  /// When these were the account's groups.
  public let groupsReadAt: Date
  /// Those with somebody on them.
  public let lists: [List]
  /// Each with its own age: ``Profile/readAt``.
  public let profiles: [Profile]

  /// Keeps as much as the limits let it.
  /// - Parameters:
  ///   - lists: what does not fit is left out at the ends of the lists, and of the last ones first.
  ///   - profile: asked about those who are kept, each once.
  public init(
    groups: [Group], groupsReadAt: Date, lists: [List],
    profile: (DID) -> Profile? = { _ in nil }
  ) {
    var room = Self.limit
    var kept: [List] = []
    for var list in lists {
      list.requests = Array(list.requests.prefix(min(Self.groupLimit, room)))
      room -= list.requests.count
      if !list.requests.isEmpty { kept.append(list) }
    }
    var profiles: [Profile] = []
    var known = Set<DID>(minimumCapacity: Self.limit - room)
    for list in kept {
      for index in list.requests.indices {
        let member = list.requests[index].person.did
        if known.insert(member).inserted, let profile = profile(member) { profiles.append(profile) }
      }
    }
    self.init(groups: groups, groupsReadAt: groupsReadAt, lists: kept, profiles: profiles)
  }

  private init(groups: [Group], groupsReadAt: Date, lists: [List], profiles: [Profile]) {
    self.groups = groups
    self.groupsReadAt = groupsReadAt
    self.lists = lists
    self.profiles = profiles
  }
}

/// The groups come first, so that they can be read without the rest.
extension Snapshot: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    let head: Groups = try reader.read()
    self.init(
      groups: head.groups, groupsReadAt: head.readAt, lists: try reader.read(),
      profiles: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    writer.write(Groups(groups: groups, readAt: groupsReadAt))
    writer.write(lists)
    writer.write(profiles)
  }
}

extension Snapshot.Groups: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(groups: try reader.read(), readAt: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    writer.write(groups)
    writer.write(readAt)
  }
}

extension Snapshot.List: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    group = try reader.read()
    readAt = try reader.read()
    let count: Int = try reader.readCount()
    requests = []
    requests.reserveCapacity(count)
    for _ in 0..<count {
      requests.append(
        JoinRequest(group: group, person: try reader.read(), requestedAt: try reader.read()))
    }
  }

  func write(to writer: inout CacheWriter) {
    writer.write(group)
    writer.write(readAt)
    writer.write(requests.count)
    // The group stands once, above.
    for request in requests {
      writer.write(request.person)
      writer.write(request.requestedAt)
    }
  }
}
