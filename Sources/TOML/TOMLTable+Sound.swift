@_exported import TOMLKit

extension TOMLTable {
  /// Reads a text that anybody may have written.
  ///
  /// The parser below ends the whole program over a table's header that does not begin with a name,
  /// such as `[.a]` or `[é]`; what it is given instead is a header that it refuses with an error, at
  /// the same place.
  /// - Throws: `TOMLParseError`.
  public convenience init(sound text: String) throws {
    var scanner = TOMLScanner()
    try self.init(string: String(decoding: scanner.withoutNameless(text.utf8), as: UTF8.self))
  }
}
