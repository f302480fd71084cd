extension String {
  /// Of the lines of a TOML text the numbers, from 0, of those that begin inside of a string: what
  /// is there names nothing.
  public var tomlLinesInStrings: Set<Int> {
    var scanner = TOMLScanner()
    return scanner.linesInStrings(utf8)
  }
}
