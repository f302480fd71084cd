import ATProto

/// How a cache file looks: a name and a version, a sum over the rest, whose it is, and the value.
enum CacheFormat {
  /// Another one for every change of what is written; files of other versions are not read.
  static let version: UInt8 = 2

  private static let mark = Array("skydoor".utf8) + [version]
  private static let sumLength = 8

  static func bytes(of value: some Cacheable, account: DID) -> [UInt8] {
    var body = CacheWriter()
    body.write(account)
    body.write(value)
    var head = CacheWriter()
    for byte in mark { head.write(byte: byte) }
    head.write(word: sum(of: body.bytes[...]))
    return head.bytes + body.bytes
  }

  /// - Parameter isWhole: false where more may follow that nobody asks for.
  static func value<Value: Cacheable>(
    in bytes: [UInt8], account: DID, isWhole: Bool = true
  ) throws(CacheDamage) -> Value {
    guard bytes.starts(with: mark) else { throw .foreignFormat }
    var reader = CacheReader(bytes)
    for _ in mark { _ = try reader.readByte() }
    let written = try reader.readWord()
    guard written == sum(of: bytes[(mark.count + sumLength)...]) else { throw .wrongSum }
    let owner: DID = try reader.read()
    let value: Value = try reader.read()
    guard owner == account else { throw .badValue }
    guard reader.isAtEnd || !isWhole else { throw .tooLong }
    return value
  }

  /// FNV-1a: finds what a disk or a crash has done to the bytes.
  private static func sum(of bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
