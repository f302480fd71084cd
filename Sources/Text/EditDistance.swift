extension String {
  /// The name that was probably meant by this one: the first of those with the smallest edit distance.
  /// Nil when none is near.
  /// - Parameter limit: the largest distance that counts as near; when nil, three, and fewer than half
  ///   of the characters.
  package func nearest(in names: [String], within limit: Int? = nil) -> String? {
    // Longer ones are no slip of the finger, and the distance costs the product of both lengths.
    guard count <= 40 else { return nil }
    let limit = limit ?? Swift.min(3, (count - 1) / 2)
    return names.map { (name: $0, distance: editDistance(to: $0)) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?.name
  }

  /// How many characters must be inserted, deleted or replaced to turn this text into the other
  /// (Levenshtein's distance, by Wagner and Fischer's algorithm).
  package func editDistance(to other: String) -> Int {
    let other = Array(other)
    // The distances from what has been read of this text to each beginning of the other.
    var row = Array(0...other.count)
    for (i, character) in enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, otherCharacter) in other.enumerated() {
        let replaced = diagonal + (character == otherCharacter ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[other.count]
  }
}
