import Canvas

/// Which key gives which command, by context. The key bar and the help are drawn from it, so they
/// can't disagree with what the keys do.
public struct Keymap: Sendable {
  /// By context, in the order in which the key bar shows them.
  private let bindings: [Context: [Binding]]
  private let commands: [Context: [Key: Command]]

  public init(_ bindings: [Context: [Binding]]) {
    self.bindings = bindings
    commands = bindings.mapValues { bindings in
      var commands: [Key: Command] = [:]
      for binding in bindings {
        for key in binding.keys { commands[key] = binding.command }
      }
      return commands
    }
  }

  /// The command of a key, or nil where the key means nothing.
  public func command(for key: Key, in context: Context) -> Command? { commands[context]?[key] }

  /// A context's bindings, the most useful first.
  public func bindings(in context: Context) -> [Binding] { bindings[context] ?? [] }

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
    let open = [Binding(.open, .enter)]
    let refresh = [Binding(.refresh, .character("r"))]
    let close = [Binding(.close, .escape)]
    let everywhere = [
      Binding(.help, .character("?")),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.suspend, .control("z")),
      Binding(.redraw, .control("l")),
    ]
    return Keymap([
      .groups: open + decisions + refresh + everywhere + panes + moves + close,
      .requests: decisions + open + refresh + everywhere + panes + moves + close,
      .detail: decisions + close + refresh + everywhere + moves,
      .help: close + everywhere,
    ])
  }()
}
