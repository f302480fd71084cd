@_exported import TOMLKit

/// Why a text is not TOML, and where. Lines and columns count from 1.
public struct TOMLMistake: Error, Equatable {
  public let line: Int
  public let column: Int
  /// A phrase.
  public let message: String
}

extension TOMLTable {
  /// Reads a text that anybody may have written.
  ///
  /// The parser below ends the whole program over a table's header that does not begin with a name,
  /// such as `[.a]` or `[é]`; what it is given instead is a header that it refuses with an error, at
  /// the same place. It takes a NUL for the end of the text.
  public convenience init(sound text: String) throws(TOMLMistake) {
    if let mistake = text.placeOfNUL { throw mistake }
    var scanner = TOMLScanner()
    do {
      try self.init(string: String(decoding: scanner.withoutNameless(text.utf8), as: UTF8.self))
    } catch let error as TOMLParseError {
      let start = error.source.begin
      throw TOMLMistake(
        line: Int(start.line), column: Int(start.column), message: error.description)
    } catch {
      throw TOMLMistake(line: 1, column: 1, message: "this is not a TOML file")
    }
  }
}

extension String {
  fileprivate var placeOfNUL: TOMLMistake? {
    guard let index = utf8.firstIndex(of: 0) else { return nil }
    let before = utf8[..<index].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return TOMLMistake(
      line: before.count, column: (before.last.map { String(Substring($0)).count } ?? 0) + 1,
      message: "there is a NUL byte here; save the file as text")
  }
}
