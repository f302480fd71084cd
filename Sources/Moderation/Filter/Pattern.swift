/// A regular expression that is matched in a time bounded by its length times the text's.
///
/// Swift's own `Regex` backtracks: one name of thirty letters keeps `(a|aa)+$` busy for seconds,
/// and names come from strangers. This one follows all ways through the expression at once
/// (Thompson's construction), so nobody can choose a name that hangs the program.
///
/// Understood are `.` `|` `( )` `(?: )` `[a-z]` `[^a-z]` `* + ? {2} {2,} {2,5}` `^` `$` `\d \w \s \b`
/// and their opposites in upper case. Upper and lower case are the same.
struct Pattern: Hashable, Sendable {
  /// No handle, name or description is longer (`app.bsky.actor.profile`: 2,560 bytes).
  static let maximumTextLength = 2_560

  private let program: PatternProgram

  /// - Parameter source: indexed by positions in the filter expression.
  /// - Throws: an error at the column of the mistake.
  init(_ source: ArraySlice<Character>) throws(FilterError) {
    var parser = PatternParser(source)
    let node = try parser.parse()
    var compiler = PatternCompiler()
    guard compiler.compile(node) else {
      throw FilterError(
        column: source.startIndex + 1,
        message: "the regular expression is too large: repeat less in it")
    }
    program = compiler.program
  }

  /// Whether some part of the text matches. Only the text's first ``maximumTextLength`` characters
  /// are looked at.
  func occurs(in text: String) -> Bool {
    var run = PatternRun(program: program, text: Self.scalars(of: text))
    return run.findsMatch()
  }

  private static func scalars(of text: String) -> [Unicode.Scalar] {
    // What handles and most other texts are made of needs no folding worth the name.
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return text.utf8.prefix(maximumTextLength).map { Unicode.Scalar($0.lowercasedASCII) }
    }
    return Array(text.foldedScalars.prefix(maximumTextLength))
  }
}
