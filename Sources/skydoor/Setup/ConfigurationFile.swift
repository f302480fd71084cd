import Console
import Foundation

/// The file that the owner's settings and rules are read from.
struct ConfigurationFile {
  let path: String
  private let options: GlobalOptions

  /// The file that the command line names, or else the one in its usual place.
  init(_ options: GlobalOptions, paths: Paths) {
    path = options.config ?? paths.config + "/config.toml"
    self.options = options
  }

  /// What is set in it: nothing where there is no file in the usual place.
  /// - Throws: with exit status 78 for a file that can't be read or understood.
  func read() throws(CommandError) -> Configuration {
    guard let text = try text() else { return Configuration() }
    do {
      return try Configuration(toml: text, path: path)
    } catch {
      throw CommandError(
        error.description, cure: "Correct the line, or take it out.", .badConfiguration)
    }
  }

  /// The text of the file; nil where there is none in the usual place.
  /// - Throws: with exit status 78 for a file that can't be read.
  func text() throws(CommandError) -> String? {
    if options.config == nil, !FileManager.default.fileExists(atPath: path) { return nil }
    try options.checkConfiguration()
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw CommandError(
        "The configuration \(path) can't be read as text.",
        cure: "It has to be a TOML file in UTF-8 that you may read.", .badConfiguration)
    }
    return text
  }
}
