/// One search: all places in the program that the text read so far leads to, kept side by side.
struct PatternRun {
  private let program: PatternProgram
  private let text: [Unicode.Scalar]
  private var places: [Int] = []
  /// For each instruction the last position in the text at which it was reached.
  private var reached: [Int]
  private var hasMatch = false

  init(program: PatternProgram, text: [Unicode.Scalar]) {
    self.program = program
    self.text = text
    reached = Array(repeating: -1, count: program.instructions.count)
    places.reserveCapacity(program.instructions.count)
  }

  mutating func findsMatch() -> Bool {
    var previous: [Int] = []
    for position in text.indices {
      reach(0, at: position)
      if hasMatch { return true }
      swap(&previous, &places)
      places.removeAll(keepingCapacity: true)
      for place in previous where reads(text[position], at: place) {
        reach(place + 1, at: position + 1)
      }
      if hasMatch { return true }
    }
    reach(0, at: text.count)
    return hasMatch
  }

  private func reads(_ scalar: Unicode.Scalar, at place: Int) -> Bool {
    switch program.instructions[place] {
    case .scalar(let expected): scalar == expected
    case .set(let index): program.sets[index].contains(scalar)
    case .anchor, .jump, .fork, .match: false
    }
  }

  /// Follows the program up to where the next character is read.
  private mutating func reach(_ place: Int, at position: Int) {
    guard reached[place] != position else { return }
    reached[place] = position
    switch program.instructions[place] {
    case .scalar, .set: places.append(place)
    case .anchor(let anchor): if holds(anchor, at: position) { reach(place + 1, at: position) }
    case .jump(let target): reach(target, at: position)
    case .fork(let first, let second):
      reach(first, at: position)
      reach(second, at: position)
    case .match: hasMatch = true
    }
  }

  private func holds(_ anchor: PatternAnchor, at position: Int) -> Bool {
    switch anchor {
    case .start: position == 0
    case .end: position == text.count
    case .wordBoundary: isWord(position - 1) != isWord(position)
    case .noWordBoundary: isWord(position - 1) == isWord(position)
    }
  }

  private func isWord(_ position: Int) -> Bool {
    text.indices.contains(position) && text[position].is(.word)
  }
}
