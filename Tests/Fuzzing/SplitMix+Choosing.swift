extension SplitMix {
  /// A number from 0 up to, not including, `limit`, which is above 0.
  public mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

  /// True once in so many times.
  public mutating func oneIn(_ times: Int) -> Bool { below(times) == 0 }

  /// One of the elements, of which there is at least one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// A number from a range, small ones as often as large ones.
  public mutating func size(upTo limit: Int) -> Int {
    var bound = 1
    while bound < limit, !oneIn(4) { bound *= 2 }
    return below(min(bound, limit) + 1)
  }

  /// So many bytes, each as likely as the other.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) }
  }
}
