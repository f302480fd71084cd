import Foundation

/// A list of which some entries may be unreadable: the elements that could be read, and the number of
/// the others.
///
/// Code that takes the elements for the whole list has to check ``unreadable`` too: what the other
/// entries are is unknown.
public struct LossyArray<Element> {
  public var elements: [Element]
  /// How many entries of the list could not be read.
  public var unreadable: Int

  /// A list as it is described.
  public init(_ elements: [Element], unreadable: Int = 0) {
    self.elements = elements
    self.unreadable = unreadable
  }

  /// It has no entry at all, readable or not.
  public var isBlank: Bool { elements.isEmpty && unreadable == 0 }

  /// Other elements in the place of these; what could not be read still could not.
  public func with<Other>(_ elements: [Other]) -> LossyArray<Other> {
    LossyArray<Other>(elements, unreadable: unreadable)
  }
}

extension LossyArray: RandomAccessCollection {
  public var startIndex: Int { elements.startIndex }
  public var endIndex: Int { elements.endIndex }
  public subscript(position: Int) -> Element { elements[position] }
}

extension LossyArray: ExpressibleByArrayLiteral {
  /// A list of which everything could be read.
  public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension LossyArray: Equatable where Element: Equatable {}
extension LossyArray: Hashable where Element: Hashable {}
extension LossyArray: Sendable where Element: Sendable {}

extension LossyArray: Decodable where Element: Decodable {
  public init(from decoder: any Decoder) throws {
    self.init([], unreadable: 0)
    var container = try decoder.unkeyedContainer()
    elements.reserveCapacity(container.count ?? 0)
    while !container.isAtEnd {
      if let element = try container.decode(Attempt<Element>.self).element {
        elements.append(element)
      } else {
        unreadable += 1
      }
    }
  }
}

/// Never throws, so that the container always moves on.
private struct Attempt<Element: Decodable>: Decodable {
  let element: Element?

  init(from decoder: any Decoder) {
    element = try? Element(from: decoder)
  }
}

/// Services add fields and change their minds: whatever is not essential is nil where it is
/// missing, null, or of a kind that was not expected.
extension KeyedDecodingContainer {
  func optional<Value: Decodable>(_ key: Key, as _: Value.Type = Value.self) -> Value? {
    try? decodeIfPresent(Value.self, forKey: key)
  }

  /// The elements that can be read; none where the list is missing. For details that can be left out.
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
  /// - Throws: `DecodingError` for a cursor of any other kind: the list would seem to end early, and
  ///   people who still wait would seem to be gone.
  func cursor(_ key: Key) throws -> String? {
    if let number = optional(key, as: Int.self) { return String(number) }
    return try decodeIfPresent(String.self, forKey: key).flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension Int {
  /// The nearest number that can be a count: between zero and more than there are accounts, so that a
  /// sum of counts can't overflow.
  fileprivate var asCount: Int { Swift.min(Swift.max(self, 0), Int(Int32.max)) }
}
