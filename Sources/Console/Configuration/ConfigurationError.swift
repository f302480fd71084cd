/// Why a configuration file can't be used: a sentence that starts with `FILE:LINE` and names the
/// cure.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
