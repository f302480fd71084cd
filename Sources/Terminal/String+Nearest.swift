extension String {
  /// The word among `known` that this one is most likely a misspelling of; nil when none is close.
  func nearest(among known: [String]) -> String? {
    guard count <= 40 else { return nil }
    let best = known.map { (word: $0, distance: editDistance(to: $0)) }
      .min { $0.distance < $1.distance }
    guard let best, best.distance <= max(2, count / 2) else { return nil }
    return best.word
  }

  /// As much of it as a line about it has room for.
  var short: String { count <= 40 ? self : prefix(39) + "…" }

  /// What to add to a fault about this word; nothing when no word among `known` is close.
  func suggestion(among known: [String]) -> String {
    nearest(among: known).map { "; did you mean \($0)?" } ?? ""
  }

  /// How many characters must be inserted, deleted or replaced to make `other` of this.
  private func editDistance(to other: String) -> Int {
    let target = Array(other)
    var row = Array(0...target.count)
    for (i, character) in self.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, wanted) in target.enumerated() {
        let replaced = diagonal + (character == wanted ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[target.count]
  }
}
