import ATProto
import Dispatch
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
extension Snapshot: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    let head = try fields.next { Groups(groups: $0.groups, readAt: $0.groupsReadAt) }
    return Self(
      groups: head.groups, groupsReadAt: head.readAt, lists: try fields.next(\.lists),
      profiles: try fields.next(\.profiles))
  }
}

extension Snapshot.Groups: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(groups: try fields.next(\.groups), readAt: try fields.next(\.readAt))
  }
}

extension Snapshot.List: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    let group = try fields.next(\.group)
    let readAt = try fields.next(\.readAt)
    let waiting = try fields.next { $0.requests.map(Waiting.init) }
    let requests = waiting.map {
      JoinRequest(group: group, person: $0.person, requestedAt: $0.requestedAt)
    }
    return Self(group: group, requests: requests, readAt: readAt)
  }
}

/// A request without its group, which stands once on its list.
private struct Waiting {
  let person: Person
  let requestedAt: Date?
}

extension Waiting {
  init(_ request: JoinRequest) {
    self.init(person: request.person, requestedAt: request.requestedAt)
  }
}

extension Waiting: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(person: try fields.next(\.person), requestedAt: try fields.next(\.requestedAt))
  }
}

/// The cache file with what the owner of an account saw last.
public struct SnapshotFile: Sendable {
  private let file: CacheFile

  /// The file, by the account's DID.
  public var path: String { file.path }

  init(_ file: CacheFile) { self.file = file }

  /// What was seen last; nil where that is not known.
  public func read() -> Snapshot? { file.read() }

  /// The groups of it alone: what a prompt can wait for.
  /// - Throws: why what is there can't be used.
  public func readGroups() throws(CacheFault) -> Snapshot.Groups? {
    try file.contents(isWhole: false)
  }

  /// Replaces what is there.
  public func write(_ seen: Snapshot) { file.write(seen) }

  /// Forgets the account.
  public func remove() { file.remove() }
}

/// Reads and writes what was last seen, one after the other on a queue of its own: no caller waits
/// for a disk.
public final class SnapshotStore: Sendable {
  private let file: SnapshotFile
  private let queue = DispatchQueue(label: "last seen")

  /// - Parameter file: where it is kept.
  public init(_ file: SnapshotFile) {
    self.file = file
  }

  /// Answers only where something is found.
  public func read(_ found: @escaping @Sendable (Snapshot) -> Void) {
    queue.async { [file] in
      if let seen = file.read() { found(seen) }
    }
  }

  /// Replaces what is there, after what was handed in before.
  public func write(_ seen: Snapshot) {
    queue.async { [file] in file.write(seen) }
  }

  /// Waits for what was handed in to be written; not for long, as a disk that hangs must not keep
  /// the owner. For a front end that is about to leave.
  public func flush(within limit: DispatchTimeInterval = .seconds(1)) {
    let done = DispatchGroup()
    queue.async(group: done) {}
    _ = done.wait(timeout: .now() + limit)
  }
}
