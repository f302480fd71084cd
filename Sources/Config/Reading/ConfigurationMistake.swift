import TOML

/// Something in a configuration file that can't be used: what, where, and how to mend it.
public struct ConfigurationMistake: Error, Hashable, Sendable {
  /// The file.
  public let path: String
  /// Nil where no place in the file is known.
  public let place: TOMLPosition?
  /// A sentence, or two, that names the cure.
  public let message: String
  /// It can be passed over: what it is about means what it says. Otherwise the entry is left out.
  public let isPassedOver: Bool
  /// Nothing is wrong: it is in force, and may do what the owner does not expect.
  public let isAdvice: Bool
  /// The names of the entry, as in `["door", "how"]`; a section alone, or nothing, where no more of
  /// it can be read.
  public let entry: [String]
  /// What the rule or the filter is called that it is about; nil where that can't be read.
  public let name: String?

  /// A mistake, a sentence or two.
  public init(
    _ message: String, path: String, place: TOMLPosition?, isPassedOver: Bool = false,
    isAdvice: Bool = false, entry: [String] = [], name: String? = nil
  ) {
    self.message = message
    self.path = path
    self.place = place
    self.isPassedOver = isPassedOver || isAdvice
    self.isAdvice = isAdvice
    self.entry = entry
    self.name = name
  }

  /// Whether an entry, or something within it, has been left out because of this.
  public func spoils(_ entry: [String]) -> Bool {
    !isPassedOver && (self.entry.starts(with: entry) || entry.starts(with: self.entry))
  }
}

extension ConfigurationMistake {
  init(_ mistake: TOMLMistake, path: String) {
    self.init("\(mistake.message).", path: path, place: mistake.position)
  }
}

extension ConfigurationMistake: CustomStringConvertible {
  /// `config.toml:3:5: 'ascii' must be true or false.`
  public var description: String {
    "\(path)\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(message)"
  }
}

/// Collects the mistakes of a file, so that reading goes on after the first.
final class ConfigurationMistakes {
  private(set) var all: [ConfigurationMistake] = []

  func add(_ mistake: ConfigurationMistake) { all.append(mistake) }

  func add(_ mistakes: [ConfigurationMistake]) { all += mistakes }

  /// The value, or nil where a mistake keeps it from being read.
  func collect<Value>(
    _ value: @autoclosure () throws(ConfigurationMistake) -> Value
  ) -> Value? {
    do {
      return try value()
    } catch {
      add(error)
      return nil
    }
  }
}
