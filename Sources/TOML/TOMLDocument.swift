@_exported import TOMLKit

/// A TOML text: its values, and where they are.
public struct TOMLDocument {
  public let table: TOMLTable
  public let outline: TOMLOutline

  /// Reads a text that anybody may have written.
  ///
  /// TOMLKit ends the whole program over a table's header that does not begin with a name, such as
  /// `[.a]` or `[é]`, and over `[}` in an array; what it is given instead is something that it refuses
  /// with an error, at the same place. It takes a NUL for the end of the text.
  public init(_ text: String) throws(TOMLMistake) {
    if let mistake = text.placeOfNUL { throw mistake }
    var scanner = TOMLScanner(text)
    scanner.scan()
    do {
      table = try TOMLTable(string: String(decoding: scanner.harmless, as: UTF8.self))
    } catch let error as TOMLParseError {
      let start = error.source.begin
      throw TOMLMistake(
        position: TOMLPosition(line: Int(start.line), column: Int(start.column)),
        message: error.description)
    } catch {
      throw TOMLMistake(
        position: TOMLPosition(line: 1, column: 1), message: "this is not a TOML file")
    }
    outline = scanner.outline
  }
}

/// Why a text is not TOML, and where.
public struct TOMLMistake: Error, Equatable {
  /// Its column counts Unicode scalars.
  public let position: TOMLPosition
  /// A phrase.
  public let message: String
}

/// A place in a TOML text. Lines and columns count from 1, columns in characters.
public struct TOMLPosition: Hashable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension TOMLPosition: Comparable {
  public static func < (a: TOMLPosition, b: TOMLPosition) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

extension String {
  /// The lines of a TOML text.
  public var tomlLines: [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }

  fileprivate var placeOfNUL: TOMLMistake? {
    guard let index = utf8.firstIndex(of: 0) else { return nil }
    let before = utf8[..<index].split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let column = (before.last.map { String(Substring($0)).count } ?? 0) + 1
    return TOMLMistake(
      position: TOMLPosition(line: before.count, column: column),
      message: "there is a NUL byte here; save the file as text")
  }
}
