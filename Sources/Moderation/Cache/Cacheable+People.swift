import ATProto

/// What is known of a person.
extension Person: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(
      did: try reader.read(), handle: try reader.read(), displayName: try reader.read(),
      createdAt: try reader.read(), labels: try reader.read(), selfLabels: try reader.read(),
      following: try reader.read(), followedBy: try reader.read(), blocking: try reader.read(),
      blockingByList: try reader.read(), blockedBy: try reader.read(), muted: try reader.read(),
      mutedByList: try reader.read(), verified: try reader.read(), hasAvatar: try reader.read(),
      knownFollowers: try reader.read(), readAt: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    writer.write(did)
    writer.write(handle)
    writer.write(displayName)
    writer.write(createdAt)
    writer.write(labels)
    writer.write(selfLabels)
    writer.write(following)
    writer.write(followedBy)
    writer.write(blocking)
    writer.write(blockingByList)
    writer.write(blockedBy)
    writer.write(muted)
    writer.write(mutedByList)
    writer.write(verified)
    writer.write(hasAvatar)
    writer.write(knownFollowers)
    writer.write(readAt)
  }
}

extension Profile: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(
      did: try reader.read(), handle: try reader.read(), displayName: try reader.read(),
      hasAvatar: try reader.read(), followers: try reader.read(), follows: try reader.read(),
      posts: try reader.read(), bio: try reader.read(), knownFollowers: try reader.read(),
      labels: try reader.read(), selfLabels: try reader.read(), following: try reader.read(),
      followedBy: try reader.read(), blocking: try reader.read(),
      blockingByList: try reader.read(), blockedBy: try reader.read(), muted: try reader.read(),
      mutedByList: try reader.read(), verified: try reader.read(), readAt: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    writer.write(did)
    writer.write(handle)
    writer.write(displayName)
    writer.write(hasAvatar)
    writer.write(followers)
    writer.write(follows)
    writer.write(posts)
    writer.write(bio)
    writer.write(knownFollowers)
    writer.write(labels)
    writer.write(selfLabels)
    writer.write(following)
    writer.write(followedBy)
    writer.write(blocking)
    writer.write(blockingByList)
    writer.write(blockedBy)
    writer.write(muted)
    writer.write(mutedByList)
    writer.write(verified)
    writer.write(readAt)
  }
}

extension Label: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    let value: String = try reader.read()
    self.init(value, by: try reader.read() as DID?)
  }

  func write(to writer: inout CacheWriter) {
    writer.write(value)
    writer.write(source)
  }
}
