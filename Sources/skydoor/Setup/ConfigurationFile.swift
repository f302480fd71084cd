import ATProto
import Config
import Console
import Foundation
import Moderation
import Text

/// The configuration file, with the owner's settings, keys and rules.
struct ConfigurationFile {
  let path: String
  private let options: GlobalOptions

  /// The file that `--config` names, or else the default one.
  init(_ options: GlobalOptions, paths: Paths) {
    path = options.config ?? paths.config + "/config.toml"
    self.options = options
  }

  /// The settings in the file, as far as they can be understood. A missing default file counts as
  /// empty.
  /// - Throws: with exit status 78 for a file that can't be read.
  func read() throws(CommandError) -> Configuration {
    Configuration(toml: try text() ?? "", path: path, keymap: .standard)
  }

  /// The settings in the text, and everything that is wrong with it.
  func reading(_ text: String?) -> ConfigurationReading {
    ConfigurationReading(toml: text ?? "", path: path, keymap: .standard)
  }

  /// The text of the file; nil where the default file does not exist.
  /// - Throws: with exit status 78 for a file that can't be read.
  func text() throws(CommandError) -> String? {
    try options.checkConfiguration()
    let text: String?
    do throws(FileError) {
      text = try OptionalFile.text(path, isRegular: false)
    } catch {
      throw .unusable(configuration: error.path, error.reason)
    }
    guard text != nil || options.config == nil else {
      throw .unusable(configuration: path, "it is not there")
    }
    return text
  }
}

extension Configuration {
  /// Refuses to act on an entry with a mistake.
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

  static func unusable(configuration path: String, _ reason: String) -> CommandError {
    CommandError(
      "The configuration \(path.asPath) can't be read: \(reason).",
      cure: "It has to be a text in UTF-8 that you may read. See what is there with: "
        + "ls -ld \(path.asPath.shellQuoted)",
      .badConfiguration)
  }
}

extension String {
  /// A path as it was typed; shortened where it exceeds PATH_MAX, which no file can have.
  var asPath: String { utf8.count <= 4_096 ? self : brief }
}

/// Where skydoor keeps its files, following the XDG base directory specification.
struct Paths: Sendable {
  /// Settings and themes.
  let config: String
  /// What must survive: sessions and journals.
  let state: String
  /// Caches, which can be deleted.
  let cache: String

  var sessions: String { state + "/sessions" }
  var journals: String { state + "/journals" }

  static func ofEnvironment() throws(CommandError) -> Paths {
    try Paths(environment: ProcessInfo.processInfo.environment)
  }

  init(environment: [String: String]) throws(CommandError) {
    config = try Self.directory("XDG_CONFIG_HOME", default: ".config", in: environment)
    state = try Self.directory("XDG_STATE_HOME", default: ".local/state", in: environment)
    cache = try Self.directory("XDG_CACHE_HOME", default: ".cache", in: environment)
  }

  private static func directory(
    _ variable: String, default path: String, in environment: [String: String]
  ) throws(CommandError) -> String {
    // The specification says to ignore relative paths.
    if let base = environment[variable], base.hasPrefix("/") { return base + "/skydoor" }
    if let home = environment["HOME"], home.hasPrefix("/") { return "\(home)/\(path)/skydoor" }
    throw CommandError(
      "Neither HOME nor \(variable) names a directory.",
      cure: "Set HOME to your home directory.", .badConfiguration)
  }
}
