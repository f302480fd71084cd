import ATProto
import Config
import Console
import Moderation
import Text

/// The file that the owner's settings and rules are read from.
struct ConfigurationFile {
  let path: String
  private let options: GlobalOptions

  /// The file that the command line names, or else the one in its usual place.
  init(_ options: GlobalOptions, paths: Paths) {
    path = options.config ?? paths.config + "/config.toml"
    self.options = options
  }

  /// What is set in it, as far as it can be understood: nothing where there is no file in the usual
  /// place.
  /// - Throws: with exit status 78 for a file that can't be read.
  func read() throws(CommandError) -> Configuration {
    Configuration(toml: try text() ?? "", path: path, keymap: .standard)
  }

  /// What is in its text: what it sets, and all that is wrong with it.
  func reading(_ text: String?) -> ConfigurationReading {
    ConfigurationReading(toml: text ?? "", path: path, keymap: .standard)
  }

  /// The text of the file; nil where there is none in the usual place.
  /// - Throws: with exit status 78 for a file that can't be read.
  func text() throws(CommandError) -> String? {
    try options.checkConfiguration()
    let text: String?
    do throws(FileFault) {
      text = try OptionalFile.text(path, isRegular: false)
    } catch {
      throw .unreadable(configuration: error.path, error.reason)
    }
    guard text != nil || options.config == nil else {
      throw .unreadable(configuration: path, "it is not there")
    }
    return text
  }
}

extension Configuration {
  /// Refuses to act on an entry that has a mistake in it.
  /// - Throws: with exit status 78.
  func requireSound(_ entry: String...) throws(CommandError) {
    guard let mistake = mistakes.first(where: { $0.spoils(entry) }) else { return }
    throw CommandError(mistake)
  }
}

extension CommandError {
  /// A mistake in what a command would act on.
  init(_ mistake: ConfigurationMistake) {
    self.init(
      mistake.description, cure: "Correct the line, or take it out.", .badConfiguration)
  }

  static func unreadable(configuration path: String, _ reason: String) -> CommandError {
    CommandError(
      "The configuration \(path.asPath) can't be read: \(reason).",
      cure: "It has to be a text in UTF-8 that you may read. See what is there with: "
        + "ls -ld \(path.asPath.shellQuoted)",
      .badConfiguration)
  }
}

extension String {
  /// A path as it was typed, unless no file can have it.
  var asPath: String { utf8.count <= 4_096 ? self : brief }
}
