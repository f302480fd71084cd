import ATProto
import Foundation

/// The plain values that everything else is made of. All numbers are counts.
extension Int: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    guard let count = Int32(exactly: try reader.readWord()) else { throw .badValue }
    self = Int(count)
  }

  func write(to writer: inout CacheWriter) {
    writer.write(word: UInt64(bitPattern: Int64(self)))
  }
}

extension Bool: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    switch try reader.readByte() {
    case 0: self = false
    case 1: self = true
    case _: throw .badValue
    }
  }

  func write(to writer: inout CacheWriter) { writer.write(byte: self ? 1 : 0) }
}

extension String: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) { self = try reader.readText() }

  func write(to writer: inout CacheWriter) { writer.write(text: self) }
}

extension Date: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    self.init(timeIntervalSinceReferenceDate: Double(bitPattern: try reader.readWord()))
    guard isInCalendar else { throw .badValue }
  }

  func write(to writer: inout CacheWriter) {
    writer.write(word: timeIntervalSinceReferenceDate.bitPattern)
  }
}

extension Optional: Cacheable where Wrapped: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    let isThere: Bool = try reader.read()
    self = isThere ? try reader.read() as Wrapped : nil
  }

  func write(to writer: inout CacheWriter) {
    writer.write(self != nil)
    if let value = self { writer.write(value) }
  }
}

extension Array: Cacheable where Element: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    let count = try reader.readCount()
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try reader.read()) }
  }

  func write(to writer: inout CacheWriter) {
    writer.write(count)
    for element in self { writer.write(element) }
  }
}

extension DID: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    guard let did = DID(try reader.readText()) else { throw .badValue }
    self = did
  }

  func write(to writer: inout CacheWriter) { writer.write(description) }
}

extension Handle: Cacheable {
  init(from reader: inout CacheReader) throws(CacheDamage) {
    guard let handle = Handle(try reader.readText()) else { throw .badValue }
    self = handle
  }

  func write(to writer: inout CacheWriter) { writer.write(description) }
}
