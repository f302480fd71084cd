@testable import Config
@testable import Console

/// Configurations of a console whose keys are the standard ones.
extension Configuration {
  init() { self.init(keymap: .standard) }

  init(toml: String, path: String) { self.init(toml: toml, path: path, keymap: .standard) }
}

extension ConfigurationReading {
  init(toml: String, path: String) { self.init(toml: toml, path: path, keymap: .standard) }
}
