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
