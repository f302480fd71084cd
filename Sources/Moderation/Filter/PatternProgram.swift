/// A regular expression as the instructions of a nondeterministic automaton.
struct PatternProgram: Hashable, Sendable {
  var instructions: [PatternInstruction] = []
  var sets: [PatternSet] = []
}

/// A step of a ``PatternProgram``; targets are indices of instructions.
enum PatternInstruction: Hashable, Sendable {
  case scalar(Unicode.Scalar)
  /// One of the program's sets, by its index.
  case set(Int)
  case anchor(PatternAnchor)
  case jump(Int)
  /// Go on at both.
  case fork(Int, Int)
  case match
}
