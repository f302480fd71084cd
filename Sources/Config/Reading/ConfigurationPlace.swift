/// A place in a configuration file. Lines and columns count from 1, columns in characters.
public struct ConfigurationPlace: Hashable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension ConfigurationPlace: Comparable {
  public static func < (a: ConfigurationPlace, b: ConfigurationPlace) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}
