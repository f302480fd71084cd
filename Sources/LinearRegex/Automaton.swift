/// A regular expression as the instructions of a nondeterministic automaton.
struct Automaton: Hashable, Sendable {
  /// Targets are indices of instructions.
  enum Instruction: Hashable, Sendable {
    case scalar(Unicode.Scalar)
    /// One of the automaton's sets, by its index.
    case set(Int)
    case anchor(Anchor)
    case jump(Int)
    /// Go on at both.
    case fork(Int, Int)
    case match
  }

  fileprivate(set) var instructions: [Instruction] = []
  fileprivate(set) var sets: [ScalarSet] = []

  fileprivate init() {}

  /// Nil where it would be too large.
  init?(_ node: Node) {
    var compiler = Compiler()
    guard compiler.compile(node) else { return nil }
    self = compiler.automaton
  }
}

/// Turns a regular expression into an automaton.
private struct Compiler {
  static let maximumSize = 1_000

  private(set) var automaton = Automaton()
  /// Nodes that may still be visited; repetitions of nothing cost no instructions, only visits.
  private var visits = 10_000

  /// - Returns: false where the automaton would be too large.
  mutating func compile(_ node: Node) -> Bool {
    emit(node) && append(.match)
  }

  private mutating func append(_ instruction: Automaton.Instruction) -> Bool {
    automaton.instructions.append(instruction)
    return automaton.instructions.count <= Self.maximumSize
  }

  private mutating func emit(_ node: Node) -> Bool {
    visits -= 1
    guard visits > 0 else { return false }
    switch node {
    case .literal(let scalars): return scalars.allSatisfy { append(.scalar($0)) }
    case .set(let set):
      automaton.sets.append(set)
      return append(.set(automaton.sets.count - 1))
    case .anchor(let anchor): return append(.anchor(anchor))
    case .sequence(let nodes): return nodes.allSatisfy { emit($0) }
    case .alternatives(let nodes): return emit(alternatives: nodes)
    case .repetition(let node, let least, let most):
      return (0..<least).allSatisfy { _ in emit(node) }
        && emit(tail: node, upTo: most.map { $0 - least })
    }
  }

  private mutating func emit(alternatives nodes: [Node]) -> Bool {
    var ends: [Int] = []
    for node in nodes.dropLast() {
      let fork = automaton.instructions.count
      guard append(.fork(0, 0)), emit(node) else { return false }
      ends.append(automaton.instructions.count)
      guard append(.jump(0)) else { return false }
      automaton.instructions[fork] = .fork(fork + 1, automaton.instructions.count)
    }
    guard let last = nodes.last, emit(last) else { return false }
    for end in ends { automaton.instructions[end] = .jump(automaton.instructions.count) }
    return true
  }

  /// As many more as there are, or up to a number.
  private mutating func emit(tail node: Node, upTo most: Int?) -> Bool {
    guard let most else {
      let fork = automaton.instructions.count
      guard append(.fork(0, 0)), emit(node), append(.jump(fork)) else { return false }
      automaton.instructions[fork] = .fork(fork + 1, automaton.instructions.count)
      return true
    }
    var forks: [Int] = []
    for _ in 0..<most {
      forks.append(automaton.instructions.count)
      guard append(.fork(0, 0)), emit(node) else { return false }
    }
    for fork in forks {
      automaton.instructions[fork] = .fork(fork + 1, automaton.instructions.count)
    }
    return true
  }
}

/// One search: all places in the automaton that the text read so far leads to, kept side by side.
struct Run {
  private let automaton: Automaton
  private let text: [Unicode.Scalar]
  private var places: [Int] = []
  /// For each instruction the last position in the text at which it was reached.
  private var reached: [Int]
  private var hasMatch = false

  /// - Parameter text: folded.
  init(automaton: Automaton, text: [Unicode.Scalar]) {
    self.automaton = automaton
    self.text = text
    reached = Array(repeating: -1, count: automaton.instructions.count)
    places.reserveCapacity(automaton.instructions.count)
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
    switch automaton.instructions[place] {
    case .scalar(let expected): scalar == expected
    case .set(let index): automaton.sets[index].contains(scalar)
    case .anchor, .jump, .fork, .match: false
    }
  }

  /// Follows the automaton up to where the next character is read.
  private mutating func reach(_ place: Int, at position: Int) {
    guard reached[place] != position else { return }
    reached[place] = position
    switch automaton.instructions[place] {
    case .scalar, .set: places.append(place)
    case .anchor(let anchor): if holds(anchor, at: position) { reach(place + 1, at: position) }
    case .jump(let target): reach(target, at: position)
    case .fork(let first, let second):
      reach(first, at: position)
      reach(second, at: position)
    case .match: hasMatch = true
    }
  }

  private func holds(_ anchor: Anchor, at position: Int) -> Bool {
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
