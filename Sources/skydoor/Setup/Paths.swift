import Foundation

/// Where skydoor keeps its files, by the XDG base directory specification.
struct Paths: Sendable {
  /// Settings and themes.
  let config: String
  /// What must survive: sessions and journals.
  let state: String
  /// What is only there to save time: it can be deleted.
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
    // The specification has relative paths ignored.
    if let base = environment[variable], base.hasPrefix("/") { return base + "/skydoor" }
    if let home = environment["HOME"], home.hasPrefix("/") { return "\(home)/\(path)/skydoor" }
    throw CommandError(
      "Neither HOME nor \(variable) names a directory.",
      cure: "Set HOME to your home directory.", .badConfiguration)
  }
}
