/// What is known of a group.
extension Group: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(
      id: try reader.read(), name: try reader.read(), memberCount: try reader.read(),
      memberLimit: try reader.read(), pending: try reader.read(),
      pendingIsCapped: try reader.read(), unread: try reader.read(), lock: try reader.read(),
      lockIsModeration: try reader.read(), link: try reader.read())
  }

  func write(to writer: inout CacheWriter) {
    writer.write(id)
    writer.write(name)
    writer.write(memberCount)
    writer.write(memberLimit)
    writer.write(pending)
    writer.write(pendingIsCapped)
    writer.write(unread)
    writer.write(lock)
    writer.write(lockIsModeration)
    writer.write(link)
  }
}

extension Group.Lock: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    guard let lock = Self(rawValue: try reader.readText()) else { throw .badValue }
    self = lock
  }

  func write(to writer: inout CacheWriter) { writer.write(rawValue) }
}

extension JoinLink: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(
      code: try reader.read(), enabled: try reader.read(), requireApproval: try reader.read(),
      rule: Rule(rawValue: try reader.readText()))
  }

  func write(to writer: inout CacheWriter) {
    writer.write(code)
    writer.write(enabled)
    writer.write(requireApproval)
    writer.write(rule.rawValue)
  }
}
