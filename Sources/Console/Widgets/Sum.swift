extension Sequence {
  /// The numbers of all elements together.
  func sum(_ number: (Element) -> Int) -> Int {
    var sum = 0
    for element in self { sum += number(element) }
    return sum
  }
}
