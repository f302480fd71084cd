/// Takes values out of bytes that a ``CacheWriter`` has written, and trusts none of them.
struct CacheReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func read<Value: Cacheable>() throws(CacheDamage) -> Value {
    try Value(from: &self)
  }

  mutating func readByte() throws(CacheDamage) -> UInt8 {
    let range = try take(1)
    return bytes[range.lowerBound]
  }

  mutating func readWord() throws(CacheDamage) -> UInt64 {
    let range = try take(8)
    return bytes.withUnsafeBytes {
      UInt64(
        littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
    }
  }

  /// How many values or bytes follow. Each takes a byte at least, so that no number makes the
  /// program ask for memory that the file's own size does not justify.
  mutating func readCount() throws(CacheDamage) -> Int {
    guard let count = Int(exactly: try readWord()), count <= bytes.count - position else {
      throw .tooShort
    }
    return count
  }

  mutating func readText() throws(CacheDamage) -> String {
    let range = try take(try readCount())
    return bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }

  private mutating func take(_ count: Int) throws(CacheDamage) -> Range<Int> {
    guard count <= bytes.count - position else { throw .tooShort }
    defer { position += count }
    return position..<position + count
  }
}
