/// A regular expression matched in a time bounded by its length times the text's.
///
/// Swift's own `Regex` backtracks: one name of thirty letters keeps `(a|aa)+$` busy for seconds,
/// and names come from strangers. This one follows all ways through the expression at once
/// (Thompson's construction), so nobody can choose a name that hangs the automaton.
///
/// Understood are `.` `|` `( )` `(?: )` `[a-z]` `[^a-z]` `* + ? {2} {2,} {2,5}` `^` `$` `\d \w \s \b`
/// and their opposites in upper case. Upper and lower case are the same, and so are the two ways to
/// write a letter with an accent. `.` matches a line break, and `^` and `$` the ends of the text
/// alone.
///
///     let pattern = try Pattern("^j(oh|a)n\\d+$")
///     pattern.occurs(in: "JOHN42")  // true
public struct Pattern: Hashable, Sendable {
  private let automaton: Automaton

  /// Reads an expression.
  /// - Throws: the first mistake in it.
  public init(_ source: some Sequence<Character>) throws(PatternError) {
    var parser = Parser(source)
    guard let automaton = Automaton(try parser.parse()) else {
      throw PatternError(.tooLarge, at: 0)
    }
    self.automaton = automaton
  }

  /// Whether some part of the text matches.
  /// - Parameter limit: how much of the text is looked at, in Unicode scalars. The text counts as
  ///   ending there.
  public func occurs(in text: String, upTo limit: Int = .max) -> Bool {
    var run = Run(automaton: automaton, text: Self.scalars(of: text, limit))
    return run.findsMatch()
  }

  private static func scalars(of text: String, _ limit: Int) -> [Unicode.Scalar] {
    // What handles and most other texts are made of needs no folding worth the name.
    if text.isASCII {
      return text.utf8.prefix(limit).map { Unicode.Scalar($0.lowercasedASCII) }
    }
    return Array(text.foldedScalars.prefix(limit))
  }
}

/// A mistake in a regular expression.
public struct PatternError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// A `)` that closes nothing.
    case nothingToClose
    /// A parenthesis or bracket that the character given would close.
    case unclosed(Character)
    /// Parentheses within each other beyond so many levels.
    case tooDeep(limit: Int)
    /// What starts with `(?`, other than `(?:`.
    case unknownGroup
    /// `*`, `+`, `?` or `{` with nothing before it.
    case nothingToRepeat(Character)
    /// Braces that hold no count.
    case malformedCount
    /// A count that goes backwards, or beyond the limit.
    case countOutOfRange(limit: Int)
    /// A backslash with nothing after it.
    case missingEscape
    /// A backslash before a letter or digit that it gives no meaning.
    case unknownEscape(Character)
    /// A range in brackets that goes backwards.
    case backwardRange
    /// A character in brackets that is made of several Unicode scalars.
    case severalScalars(Character)
    /// More than the automaton that it becomes may hold.
    case tooLarge
  }

  /// What is wrong.
  public let kind: Kind
  /// Where, in characters from the beginning of the expression.
  public let offset: Int

  init(_ kind: Kind, at offset: Int) {
    self.kind = kind
    self.offset = offset
  }
}
