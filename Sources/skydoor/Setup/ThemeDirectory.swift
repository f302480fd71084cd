import Foundation
import Terminal
import Themes

/// Where the owner's own themes lie, beside the built-in ones.
struct ThemeDirectory: Sendable {
  let path: String

  init(_ paths: Paths) { path = paths.config + "/themes" }

  /// All themes there are now.
  var catalog: ThemeCatalog {
    ThemeCatalog(
      builtIn: Themes.names.compactMap { name in
        Themes.source(name).map { ThemeSource(builtIn: name, toml: $0) }
      },
      own: own)
  }

  private var own: [ThemeSource] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }.map { file in
      let path = "\(self.path)/\(file)"
      return ThemeSource(
        own: String(file.dropLast(".toml".count)),
        toml: try? String(contentsOfFile: path, encoding: .utf8), path: path)
    }
  }

  /// The theme of a name.
  /// - Parameter catalog: ``catalog``, as it was read.
  /// - Throws: a ``CommandError`` where there is none.
  func source(
    named name: String, in catalog: ThemeCatalog, _ status: ExitStatus
  ) throws(CommandError) -> ThemeSource {
    if let source = catalog.source(named: name) { return source }
    let nearest = catalog.nearestName(to: name).map { "Did you mean \($0)? " } ?? ""
    throw CommandError(
      "There is no theme '\(name)'.",
      cure:
        "\(nearest)There are \(catalog.names.joined(separator: ", ")); your own go to \(path)/.",
      status)
  }
}
