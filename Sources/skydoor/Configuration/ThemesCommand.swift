import ArgumentParser
import Canvas
import Terminal
import Themes

/// Lists the themes, or shows what one looks like.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the themes, or show one.",
    discussion: """
      Your own themes lie in themes/ beside config.toml. In the console, T goes through all of them.
      """)

  @Argument(
    help: ArgumentHelp("The theme to show: every scope in its look.", valueName: "name"),
    completion: .list(Themes.names))
  var name: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let paths = try Paths.ofEnvironment()
    let directory = ThemeDirectory(paths)
    let catalog = directory.catalog
    if let name {
      try show(try directory.source(named: name, in: catalog, .usage), in: catalog)
    } else {
      let configuration = try ConfigurationFile(global, paths: paths).read()
      try configuration.requireSound("console", "theme")
      try list(catalog, inUse: configuration.theme ?? Themes.names[0])
    }
    if let fault = catalog.fault {
      StandardStream.error.tell([fault])
      throw ExitCode(.badConfiguration)
    }
  }

  private func list(_ catalog: ThemeCatalog, inUse name: String) throws {
    var table = Table([
      .init("THEME"), .init("IN USE"),
      // A part of a path would lead nowhere.
      .init("FROM", least: .max, limit: .max),
    ])
    try StandardStream.output.write(
      table.lines(
        catalog.sources.map {
          [$0.name, $0.name == name ? "yes" : "", $0.isOwn ? $0.file : "built in"]
        }))
    for source in catalog.sources where source.isOwn { tellFaults(of: source, in: catalog) }
    if catalog.source(named: name) == nil {
      StandardStream.error.tell(
        "skydoor: The configuration asks for '\(name)', which is not there.".safeForPeople + "\n")
    }
  }

  private func show(_ source: ThemeSource, in catalog: ThemeCatalog) throws {
    let theme = Theme.read(source, in: catalog).theme
    let painter = ThemePainter(theme, output: StandardStream.output.descriptor)
    let lines = Style.allCases.map { style in
      painter.paint(" " + Self.filled(style.rawValue, 22), in: .base)
        + painter.paint(Self.filled(" " + style.sample, 40), in: style)
        + painter.paint(" ", in: .base) + "\n"
    }
    try StandardStream.output.write(lines.joined())
    tellFaults(of: source, in: catalog)
  }

  private func tellFaults(of source: ThemeSource, in catalog: ThemeCatalog) {
    for warning in Theme.read(source, in: catalog).warnings {
      StandardStream.error.tell("skydoor: \(warning)".safeForPeople + "\n")
    }
  }

  private static func filled(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }
}

extension Style {
  /// What stands in this style in the console, in a few words, for the preview of a theme.
  var sample: String {
    switch self {
    case .base: "everything that is nothing else"
    case .title: "skydoor"
    case .titleAccount: "@mara.example.com"
    case .banner: "Door shut: Night Owls, since 14:05 UTC"
    case .border: "----------------------"
    case .header: "NAME        HANDLE       WAITED"
    case .dim: "10/50 - link on"
    case .emphasis: "@ana.example.com"
    case .keyName: "x"
    case .keyHelp: "reject"
    case .keyDisabled: "undo (nothing is held)"
    case .prompt: "/age < 7d"
    case .promptError: "column 5: a number is missing"
    case .row: "Ana Lima"
    case .rowHandle: "@ana.example.com"
    case .rowDim: "3d"
    case .rowFailed: "x failed: try again"
    case .rowMarked: "marked"
    case .rowGone: "withdrew"
    case .rowBadge: "throw-away, burst A (12)"
    case .rowNew: "new to you"
    case .rowSelected: "the selected row"
    case .rowCurrent: "the selected row of the other pane"
    case .status: "y does nothing here"
    case .statusHeld: "Rejecting @dora.example.com, u to undo"
    case .statusWarning: "The service is slow"
    case .statusError: "No connection"
    case .statusSuccess: "Rejected 12"
    case .question: "Reject 12 people? y n"
    case .progress: "done"
    case .progressRest: "still to come"
    }
  }
}
