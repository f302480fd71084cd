import ATProto
import Moderation
import Terminal
import Text
import Themes

/// The owner's own themes, in a directory, together with the built-in ones.
struct ThemeDirectory: Sendable {
  let path: String

  init(_ paths: Paths) { path = paths.config + "/themes" }

  /// All themes there are now.
  var catalog: ThemeCatalog {
    let builtIn = Themes.names.compactMap { name in
      Themes.source(name).map { ThemeSource(builtIn: name, toml: $0) }
    }
    do throws(FileError) {
      return ThemeCatalog(builtIn: builtIn, own: try own)
    } catch {
      return ThemeCatalog(
        builtIn: builtIn,
        fault: """
          Your own themes can't be read from \(error.path): \(error.reason). \
          See what is there, and whose it is, with: ls -ld \(error.path.shellQuoted)
          """)
    }
  }

  private var own: [ThemeSource] {
    get throws(FileError) {
      let files = try OptionalFile.names(in: path)
        .filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }
      return files.compactMap { file in
        let name = String(file.dropLast(".toml".count))
        let path = "\(self.path)/\(file)"
        do throws(FileError) {
          // Nil: the file was removed after the directory was listed.
          let text = try OptionalFile.text(path, isRegular: true)
          return text.map { ThemeSource(own: name, toml: $0, path: path) }
        } catch {
          return ThemeSource(own: name, unreadable: error.reason, path: path)
        }
      }
    }
  }

  /// The theme of a name.
  /// - Parameter catalog: the themes, as ``catalog`` has returned them.
  /// - Throws: a ``CommandError`` where there is none.
  func source(
    named name: String, in catalog: ThemeCatalog, _ status: ExitStatus
  ) throws(CommandError) -> ThemeSource {
    if let source = catalog.source(named: name) { return source }
    if let fault = catalog.fault {
      throw CommandError(
        "There is no theme '\(name.brief)' that can be read.", cure: fault, .badConfiguration)
    }
    let nearest = catalog.nearestName(to: name).map { "Did you mean \($0)? " } ?? ""
    throw CommandError(
      "There is no theme '\(name.brief)'.",
      cure:
        "\(nearest)There are \(catalog.names.joined(separator: ", ")); your own go to \(path)/.",
      status)
  }
}
