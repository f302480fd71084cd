import ATProto
import Foundation

// What is known of groups.

extension Group: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      id: try fields.next(\.id), name: try fields.next(\.name),
      memberCount: try fields.next(\.memberCount), memberLimit: try fields.next(\.memberLimit),
      pending: try fields.next(\.pending), pendingIsCapped: try fields.next(\.pendingIsCapped),
      unread: try fields.next(\.unread), lock: try fields.next(\.lock),
      lockIsModeration: try fields.next(\.lockIsModeration), link: try fields.next(\.link))
  }
}

extension Group.Lock: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    guard let lock = Self(rawValue: try reader.readText()) else { throw .badValue }
    self = lock
  }

  func write(to writer: inout CacheWriter) { writer.write(rawValue) }
}

extension JoinLink: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      code: try fields.next(\.code), enabled: try fields.next(\.enabled),
      requireApproval: try fields.next(\.requireApproval), rule: try fields.next(\.rule))
  }
}

extension JoinLink.Rule: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(rawValue: try reader.readText())
  }

  func write(to writer: inout CacheWriter) { writer.write(rawValue) }
}

extension GroupListing: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      groups: try fields.next(\.groups), cursor: try fields.next(\.cursor),
      listedAt: try fields.next(\.listedAt), readAt: try fields.next(\.readAt))
  }
}

// What is known of people.

extension Person: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      did: try fields.next(\.did), handle: try fields.next(\.handle),
      displayName: try fields.next(\.displayName), createdAt: try fields.next(\.createdAt),
      labels: try fields.next(\.labels), selfLabels: try fields.next(\.selfLabels),
      relationship: try fields.next(\.relationship), verified: try fields.next(\.verified),
      hasAvatar: try fields.next(\.hasAvatar), knownFollowers: try fields.next(\.knownFollowers),
      readAt: try fields.next(\.readAt))
  }
}

extension Profile: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      did: try fields.next(\.did), handle: try fields.next(\.handle),
      displayName: try fields.next(\.displayName), hasAvatar: try fields.next(\.hasAvatar),
      followers: try fields.next(\.followers), follows: try fields.next(\.follows),
      posts: try fields.next(\.posts), bio: try fields.next(\.bio),
      knownFollowers: try fields.next(\.knownFollowers), labels: try fields.next(\.labels),
      selfLabels: try fields.next(\.selfLabels), relationship: try fields.next(\.relationship),
      verified: try fields.next(\.verified), readAt: try fields.next(\.readAt))
  }
}

extension Relationship: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      following: try fields.next(\.following), followedBy: try fields.next(\.followedBy),
      blocking: try fields.next(\.blocking), blockingByList: try fields.next(\.blockingByList),
      blockedBy: try fields.next(\.blockedBy), muted: try fields.next(\.muted),
      mutedByList: try fields.next(\.mutedByList))
  }
}

extension Label: CacheRecord {
  static func make<Pass: FieldPass<Self>>(_ fields: inout Pass) throws(Pass.Failure) -> Self {
    Self(
      try fields.next(\.value), by: try fields.next(\.source))
  }
}

extension Labelers: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    let subscribed: [DID] = try reader.read()
    let named: [DID] = try reader.read()
    let names: [String] = try reader.read()
    guard named.count == names.count else { throw .badValue }
    self.init(
      subscribed: subscribed,
      names: Dictionary(zip(named, names), uniquingKeysWith: { $1 }), readAt: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    let named = inForce.filter { names[$0] != nil }
    writer.write(inForce)
    writer.write(named)
    writer.write(named.map(name))
    writer.write(readAt)
  }
}
