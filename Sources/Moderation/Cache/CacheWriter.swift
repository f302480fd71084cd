/// Puts values into bytes.
struct CacheWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: some Cacheable) { value.write(to: &self) }

  mutating func write(byte: UInt8) { bytes.append(byte) }

  /// Eight bytes, the lowest first.
  mutating func write(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A number of bytes, then the bytes.
  mutating func write(text: String) {
    var text = text
    text.withUTF8 { utf8 in
      write(word: UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }
}
