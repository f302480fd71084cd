/// Turns a regular expression into a program.
struct PatternCompiler {
  static let maximumSize = 1_000

  private(set) var program = PatternProgram()
  /// Nodes that may still be visited; repetitions of nothing cost no instructions, only visits.
  private var visits = 10_000

  /// - Returns: false where the program would be too large.
  mutating func compile(_ node: PatternNode) -> Bool {
    emit(node) && append(.match)
  }

  private mutating func append(_ instruction: PatternInstruction) -> Bool {
    program.instructions.append(instruction)
    return program.instructions.count <= Self.maximumSize
  }

  private mutating func emit(_ node: PatternNode) -> Bool {
    visits -= 1
    guard visits > 0 else { return false }
    switch node {
    case .literal(let scalars): return scalars.allSatisfy { append(.scalar($0)) }
    case .set(let set):
      program.sets.append(set)
      return append(.set(program.sets.count - 1))
    case .anchor(let anchor): return append(.anchor(anchor))
    case .sequence(let nodes): return nodes.allSatisfy { emit($0) }
    case .alternatives(let nodes): return emit(alternatives: nodes)
    case .repetition(let node, let least, let most):
      return (0..<least).allSatisfy { _ in emit(node) }
        && emit(tail: node, upTo: most.map { $0 - least })
    }
  }

  private mutating func emit(alternatives nodes: [PatternNode]) -> Bool {
    var ends: [Int] = []
    for node in nodes.dropLast() {
      let fork = program.instructions.count
      guard append(.fork(0, 0)), emit(node) else { return false }
      ends.append(program.instructions.count)
      guard append(.jump(0)) else { return false }
      program.instructions[fork] = .fork(fork + 1, program.instructions.count)
    }
    guard let last = nodes.last, emit(last) else { return false }
    for end in ends { program.instructions[end] = .jump(program.instructions.count) }
    return true
  }

  /// As many more as there are, or up to a number.
  private mutating func emit(tail node: PatternNode, upTo most: Int?) -> Bool {
    guard let most else {
      let fork = program.instructions.count
      guard append(.fork(0, 0)), emit(node), append(.jump(fork)) else { return false }
      program.instructions[fork] = .fork(fork + 1, program.instructions.count)
      return true
    }
    var forks: [Int] = []
    for _ in 0..<most {
      forks.append(program.instructions.count)
      guard append(.fork(0, 0)), emit(node) else { return false }
    }
    for fork in forks { program.instructions[fork] = .fork(fork + 1, program.instructions.count) }
    return true
  }
}
