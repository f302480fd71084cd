import Canvas

/// Something the owner can tell the console to do: what it is called, wherever it is named.
public struct Command: Hashable, Sendable {
  /// In the configuration, and in the palette.
  public let name: String
  /// One or two words, for the key bar.
  public let title: String
  /// A short line, for the help.
  public let summary: String
  /// Whether it gives the terminal back to the shell, and for how long.
  public let leaving: Leaving?

  /// How a command leaves the console.
  public enum Leaving: Sendable {
    case suspend, quit
  }

  /// A command; whatever has the same name is the same command.
  public init(_ name: String, _ title: String, _ summary: String, leaving: Leaving? = nil) {
    self.name = name
    self.title = title
    self.summary = summary
    self.leaving = leaving
  }

  public static func == (a: Command, b: Command) -> Bool { a.name == b.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// What keys act on: each context has bindings of its own before the ones that hold everywhere.
public enum KeyContext: String, CaseIterable, Sendable {
  case groups
  case requests
  /// One person, full size.
  case detail
  /// What was decided before.
  case history
  /// One decision of before, full size.
  case historyEntry = "history-entry"
  /// One group, with its members.
  case group
  case help
  /// A question waits for its answer.
  case question
  /// Is it the selected person who is meant, or those marked?
  case choice
  /// Shut or open a door, this one or all?
  case door
  /// What is to become of decisions that were interrupted?
  case interrupted = "leftovers"
  /// A filter or a note is being typed: keys are text.
  case prompt

  /// Something waits for an answer: keys do nothing else.
  public var isQuestion: Bool {
    switch self {
    case .question, .choice, .door, .interrupted: true
    case .groups, .requests, .detail, .history, .historyEntry, .group, .help, .prompt: false
    }
  }

  /// The owner's own filters are at hand.
  var hasFilters: Bool {
    switch self {
    case .groups, .requests: true
    case .detail, .history, .historyEntry, .group, .help, .question, .choice, .door, .interrupted,
      .prompt:
      false
    }
  }
}

/// One key, or several pressed one after the other, that together mean one thing.
public struct Chord: Hashable, Sendable {
  /// In the order in which they are pressed.
  public let keys: [Key]

  /// The keys one after the other.
  public init(_ keys: Key...) { self.keys = keys }

  /// The keys one after the other.
  public init(keys: [Key]) { self.keys = keys }

  /// It is what a longer one starts with.
  func begins(_ longer: Chord) -> Bool {
    keys.count < longer.keys.count && longer.keys.starts(with: keys)
  }

  /// Both can't mean something in one place: they are the same, or one begins the other.
  func clashes(with other: Chord) -> Bool {
    self == other || begins(other) || other.begins(self)
  }
}

extension Chord: CustomStringConvertible {
  /// As help shows it and the configuration writes it: `x`, `g g`.
  public var description: String { keys.map(\.description).joined(separator: " ") }
}

extension [Chord] {
  /// All keys of a command: `j ↓`, `g g, Home`.
  public var text: String {
    let isPlain = allSatisfy { $0.keys.count == 1 }
    return map(\.description).joined(separator: isPlain ? " " : ", ")
  }
}

/// The keys that give a command in a context.
public struct Binding: Hashable, Sendable {
  /// What the keys give.
  public let command: Command
  /// The first is the one that help and the key bar show; none where only the palette has the
  /// command.
  public internal(set) var chords: [Chord]

  /// A command on keys given by their names, side by side: `j Down`. There may be none.
  ///
  /// The names stand in the program itself: one that no key has is a mistake of ours, and stops it.
  public init(_ command: Command, keys names: String) {
    self.command = command
    chords = names.split(separator: " ").map { Chord(Key(name: String($0))!) }
  }

  /// A command on its keys.
  public init(_ command: Command, _ keys: Key...) {
    self.command = command
    chords = keys.map { Chord($0) }
  }
}
