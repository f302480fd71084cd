import Console
import Terminal

/// Goes through the themes while the console runs. What is in the configuration stays as it is.
final class ThemeSwitch {
  private let themes: ThemeDirectory
  private var shown: String

  init(_ themes: ThemeDirectory, shown name: String) {
    self.themes = themes
    shown = name
  }

  /// Shows the next theme, as its file is now: whoever writes one sees it without starting anew.
  func next(on terminal: Terminal) -> ShownTheme {
    let catalog = themes.catalog
    guard let source = catalog.source(after: shown) else { return ShownTheme(name: shown) }
    let (theme, warnings) = Theme.read(source, in: catalog)
    terminal.adopt(theme)
    shown = theme.name
    return ShownTheme(name: theme.name, warning: catalog.fault ?? warnings.first)
  }
}
