/// A value that can be kept in a cache file: its parts one after the other, without their names.
///
/// A change of what is written is a new ``CacheFormat/version``.
protocol Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage)
  func write(to writer: inout CacheWriter)
}
