/// A regular expression as a tree.
indirect enum PatternNode {
  /// One character as its folded scalars.
  case literal([Unicode.Scalar])
  case set(PatternSet)
  case anchor(PatternAnchor)
  case sequence([PatternNode])
  case alternatives([PatternNode])
  /// Without end where `most` is nil.
  case repetition(PatternNode, least: Int, most: Int?)
}

/// A place between two characters.
enum PatternAnchor: Hashable, Sendable {
  case start, end, wordBoundary, noWordBoundary
}
