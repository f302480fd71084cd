/// A list as it could be read: its elements, and how many more it has.
///
/// Whoever takes the elements for all there is has to look at ``unreadable`` too: nobody knows who or
/// what the others are.
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
