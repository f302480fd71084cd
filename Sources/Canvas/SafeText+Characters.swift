extension SafeText {
  /// What the cells of a row are filled with, in order, and the columns each takes.
  var characters: Characters { Characters(rest: string.unicodeScalars[...]) }

  struct Characters: Sequence, IteratorProtocol {
    fileprivate var rest: Substring.UnicodeScalarView

    mutating func next() -> (character: ComplexCharacter, width: Int)? {
      guard let base = rest.popFirst() else { return nil }
      var character = ComplexCharacter(base)
      while let mark = rest.first, mark.columns == 0 {
        character.append(mark)
        rest.removeFirst()
      }
      return (character, base.columns)
    }
  }
}

extension Unicode.Scalar {
  /// The columns of a character that is already safe. The replacement character counts even in
  /// a locale that knows nothing but ASCII.
  var columns: Int { isASCII ? 1 : terminalWidth ?? 1 }
}
