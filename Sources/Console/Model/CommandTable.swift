import Config

/// Commands that several screens have, each in its own way.
extension Command {
  static let up = Command("up", "up", "Up")
  static let down = Command("down", "down", "Down")
  static let first = Command("first", "first", "To the first row")
  static let last = Command("last", "last", "To the last row")
  static let pageUp = Command("page-up", "page up", "A page up")
  static let pageDown = Command("page-down", "page down", "A page down")
  static let open = Command("open", "open", "Open what is selected")
  static let close = Command("close", "close", "Stop, close, go back")
  static let refresh = Command("refresh", "refresh", "Ask the service again")
  static let mark = Command("mark", "mark", "Mark, and go on")
  static let markRange = Command("mark-range", "range", "Mark from here to there")
  static let markAll = Command("mark-all", "all", "Mark all shown, or none")
}

/// A command at work: why it can't act now, and what it does.
struct CommandEntry<Host>: Sendable {
  /// It acts on people in the list, on the selected one, on those marked or on all shown, so that these
  /// have to be on the screen.
  let isAboutPeople: Bool
  /// Why it can't act now, as a sentence; nil when it can.
  let unavailable: @Sendable (Host) -> String?
  let perform: @Sendable (inout Host) -> [Effect]

  init(
    isAboutPeople: Bool = false,
    unless unavailable: @escaping @Sendable (Host) -> String? = { _ in nil },
    perform: @escaping @Sendable (inout Host) -> [Effect]
  ) {
    self.isAboutPeople = isAboutPeople
    self.unavailable = unavailable
    self.perform = perform
  }
}

/// What the commands of a feature do. The words of a command stand right above its entry.
typealias CommandTable<Host> = [Command: CommandEntry<Host>]

extension CommandTable {
  /// These commands, and those that move the selection of a list, or of whatever else has lines.
  func withMoves<Host>(
    unless unavailable: @escaping @Sendable (Host) -> String? = { _ in nil },
    move: @escaping @Sendable (inout Host, @escaping Move) -> [Effect]
  ) -> CommandTable<Host> where Self == CommandTable<Host> {
    let rules: [(Command, Move)] = [
      (.up, { index, _, _ in index - 1 }), (.down, { index, _, _ in index + 1 }),
      (.first, { _, _, _ in 0 }), (.last, { _, count, _ in count - 1 }),
      (.pageUp, { index, _, page in index - page }),
      (.pageDown, { index, _, page in index + page }),
    ]
    let entries = rules.map { command, rule in
      (command, CommandEntry<Host>(unless: unavailable, perform: { move(&$0, rule) }))
    }
    return merging(entries) { own, _ in own }
  }
}
