import Canvas

/// Which key gives which command, by context. The key bar and the help are drawn from it, so they
/// can't disagree with what the keys do.
public struct Keymap: Sendable {
  /// By context, in the order in which the key bar shows them.
  private let bindings: [Context: [Binding]]
  private let commands: [Context: [Key: Command]]
  /// The owner's own filters, each on its key.
  public let filters: [NamedFilter]

  public init(_ bindings: [Context: [Binding]], filters: [NamedFilter] = []) {
    self.bindings = bindings
    self.filters = filters
    commands = bindings.mapValues { bindings in
      var commands: [Key: Command] = [:]
      for binding in bindings {
        for key in binding.keys { commands[key] = binding.command }
      }
      return commands
    }
  }

  /// The same keys, with the owner's own filters.
  public func adding(filters: [NamedFilter]) -> Keymap { Keymap(bindings, filters: filters) }

  /// What a key does in a context.
  public func action(for key: Key, in context: Context) -> Action {
    if context == .prompt { return .typed(key) }
    if let command = command(for: key, in: context) { return .command(command) }
    let named = filters(in: context).first { $0.key == key }
    return named.map(Action.filterChosen) ?? .unboundKey(key.description)
  }

  /// The command of a key, or nil where the key means nothing.
  public func command(for key: Key, in context: Context) -> Command? { commands[context]?[key] }

  /// A context's bindings, the most useful first.
  public func bindings(in context: Context) -> [Binding] { bindings[context] ?? [] }

  /// The owner's filters whose keys work in a context.
  public func filters(in context: Context) -> [NamedFilter] {
    switch context {
    case .groups, .requests: filters
    case .detail, .history, .historyEntry, .help, .question, .leftovers, .prompt: []
    }
  }

  /// The key that help names for a command.
  public func key(for command: Command, in context: Context) -> Key? {
    bindings(in: context).first { $0.command == command }?.keys.first
  }
}

extension Keymap {
  /// The keys of a console that nobody has rebound.
  public static let standard: Keymap = {
    let moves = [
      Binding(.down, .character("j"), .down),
      Binding(.up, .character("k"), .up),
      Binding(.first, .character("g"), .home),
      Binding(.last, .character("G"), .end),
      Binding(.pageDown, .control("d"), .pageDown),
      Binding(.pageUp, .control("u"), .pageUp),
    ]
    let panes = [
      Binding(.nextPane, .tab, .backTab),
      Binding(.groupsPane, .character("h"), .left),
      Binding(.requestsPane, .character("l"), .right),
    ]
    let decisions = [
      Binding(.reject, .character("x")),
      Binding(.approve, .character("a")),
      Binding(.undo, .character("u")),
    ]
    let moreDecisions = [
      Binding(.rejectAndBlock, .character("X")),
      Binding(.retry, .character(".")),
    ]
    let mark = [Binding(.mark, .character(" "))]
    let moreMarks = [
      Binding(.markAll, .character("*")),
      Binding(.markCluster, .character("c")),
      Binding(.markRange, .character("v")),
    ]
    let filter = [Binding(.filter, .character("/"))]
    let order = [
      Binding(.sort, .character("s")),
      Binding(.reverse, .character("S")),
      Binding(.nextMatch, .character("n")),
      Binding(.previousMatch, .character("N")),
    ]
    let links = [
      Binding(.showLink, .character("o")),
      Binding(.copyLink, .character("y")),
    ]
    let open = [Binding(.open, .enter)]
    let history = [Binding(.history, .character("H"))]
    let refresh = [Binding(.refresh, .character("r"))]
    let close = [Binding(.close, .escape)]
    let everywhere = [
      Binding(.help, .character("?")),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.suspend, .control("z")),
      Binding(.redraw, .control("l")),
      Binding(.nextTheme, .character("T")),
    ]
    let answers = [
      Binding(.confirm, .character("y")),
      Binding(.decline, .character("n"), .escape),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.redraw, .control("l")),
    ]
    let leftoverAnswers = [
      Binding(.confirm, .character("y")),
      Binding(.drop, .character("d")),
      Binding(.decline, .character("n"), .escape),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.redraw, .control("l")),
    ]
    let memory = [
      Binding(.note, .character("e")),
      Binding(.history, .character("H")),
      Binding(.leftovers, .character("R")),
    ]
    return Keymap([
      .groups: open + decisions + filter + refresh + mark + moreMarks + moreDecisions + order
        + links + memory + everywhere + panes + moves + close,
      .requests: decisions + mark + filter + open + moreMarks + moreDecisions + order + links
        + memory + refresh + everywhere + panes + moves + close,
      .detail: decisions + close + links + memory + moreDecisions + refresh + everywhere + moves,
      .history: open + filter + close + links + refresh + history + everywhere + moves,
      .historyEntry: close + links + history + everywhere + moves,
      .help: close + moves + everywhere,
      .question: answers,
      .leftovers: leftoverAnswers,
    ])
  }()
}
