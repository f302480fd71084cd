import Foundation

/// Services add fields and change their minds: whatever is not essential is nil where it is
/// missing, null, or of a kind that was not expected.
extension KeyedDecodingContainer {
  func optional<Value: Decodable>(_ key: Key, as _: Value.Type = Value.self) -> Value? {
    try? decodeIfPresent(Value.self, forKey: key)
  }

  /// The elements that can be read; none where the list is missing. For details that nobody misses.
  func list<Element: Decodable>(_ key: Key, of _: Element.Type = Element.self) -> [Element] {
    optional(key, as: LossyArray<Element>.self)?.elements ?? []
  }

  /// How many there are of something.
  func count(_ key: Key) throws -> Int { try decode(Int.self, forKey: key).asCount }

  /// How many there are of something; nil where the service does not say.
  func optionalCount(_ key: Key) -> Int? { optional(key, as: Int.self)?.asCount }

  /// The date of a lexicon `datetime`; nil where it can't be read.
  func date(_ key: Key) -> Date? {
    optional(key, as: String.self).flatMap(Date.init(lexiconDatetime:))
  }

  /// A handle that does not parse is `handle.invalid`, as a service itself would say.
  func handle(_ key: Key) -> Handle {
    optional(key) ?? .invalid
  }

  /// A page's cursor; a number is taken for its digits. An empty one would ask for the first page
  /// for ever.
  /// - Throws: `DecodingError` for a cursor of any other kind: a list that seems to end early would
  ///   have people who wait taken for gone.
  func cursor(_ key: Key) throws -> String? {
    if let number = optional(key, as: Int.self) { return String(number) }
    return try decodeIfPresent(String.self, forKey: key).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Int {
  /// The nearest number that can be a count: not below none, nor more than there are accounts. So
  /// that whoever adds them up need not think of it.
  fileprivate var asCount: Int { Swift.min(Swift.max(self, 0), Int(Int32.max)) }
}
