/// Something in a configuration file that can't be used: what, where, and how to mend it.
public struct ConfigurationMistake: Error, Hashable, Sendable {
  /// The file.
  public let path: String
  /// Nil where no place in the file is known.
  public let place: ConfigurationPlace?
  /// A sentence, or two, that names the cure.
  public let message: String
  /// It can be passed over: the rest of the file means what it says. Otherwise the file can't be
  /// used at all.
  public let isPassedOver: Bool
  /// Nothing is wrong: it is in force, and may do what the owner does not expect.
  public let isAdvice: Bool

  public init(
    _ message: String, path: String, place: ConfigurationPlace?, isPassedOver: Bool = false,
    isAdvice: Bool = false
  ) {
    self.message = message
    self.path = path
    self.place = place
    self.isPassedOver = isPassedOver || isAdvice
    self.isAdvice = isAdvice
  }
}

extension ConfigurationMistake: CustomStringConvertible {
  /// `config.toml:3:5: 'ascii' must be true or false.`
  public var description: String {
    "\(path)\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(message)"
  }
}
