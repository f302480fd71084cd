extension String {
  /// The name that was probably meant: the one the fewest slips away, three at most, and fewer
  /// than half of the letters.
  package func nearest(in names: [String]) -> String? {
    let limit = Swift.min(3, (count - 1) / 2)
    guard count <= 32 else { return nil }
    return names.map { (name: $0, slips: slips(to: $0)) }
      .filter { $0.slips <= limit }
      .min { $0.slips < $1.slips }?.name
  }

  /// Letters to add, drop or change to get from one text to the other (Levenshtein).
  private func slips(to other: String) -> Int {
    var row = Array(0...other.count)
    for (i, letter) in enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, otherLetter) in other.enumerated() {
        let change = diagonal + (letter == otherLetter ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[other.count]
  }
}
