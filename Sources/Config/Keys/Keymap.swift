import Canvas

/// What a key means where it is pressed.
public enum KeyMeaning: Equatable, Sendable {
  case command(Command)
  /// One of the owner's own filters.
  case filter(NamedFilter)
  /// The keys so far begin a chord.
  case begun(Chord)
  /// The rest of a chord is not wanted.
  case dropped
  /// It belongs to the line that is being typed.
  case text(Key)
  /// What was pressed means nothing here.
  case nothing(Chord)
}

/// Which key gives which command, by context. The key bar, the help and every text that names a key
/// are made from it, so they can't disagree with what the keys do.
public struct Keymap: Equatable, Sendable {
  /// By context, in the order in which the key bar shows them.
  private let bindings: [KeyContext: [Binding]]
  private let chords: [KeyContext: [Chord: Command]]
  /// What more than one key is needed for, as far as it can have been pressed.
  private let beginnings: [KeyContext: Set<Chord>]
  /// The keys that may end the console's time at the terminal, somewhere.
  private let leaving: Set<Key>
  /// By context, what has to have a key there, so that the owner can go on.
  private let essentials: [KeyContext: [Command]]
  /// The owner's own filters, each on its key.
  public let filters: [NamedFilter]

  /// A map of keys.
  /// - Parameters:
  ///   - bindings: by context, the most useful first.
  ///   - essentials: by context, the commands that no setting may leave without a key.
  public init(
    _ bindings: [KeyContext: [Binding]], essentials: [KeyContext: [Command]] = [:],
    filters: [NamedFilter] = []
  ) {
    self.bindings = bindings
    self.essentials = essentials
    self.filters = filters
    chords = bindings.mapValues { bindings in
      var chords: [Chord: Command] = [:]
      for binding in bindings {
        for chord in binding.chords { chords[chord] = binding.command }
      }
      return chords
    }
    let ways = bindings.values.joined().filter { $0.command.leaving != nil }
    leaving = Set(ways.flatMap(\.chords).compactMap(\.keys.last))
    beginnings = chords.mapValues { chords in
      Set(chords.keys.flatMap { chord in chord.keys.indices.dropFirst().map(chord.first) })
    }
  }

  /// The same keys, with the owner's own filters.
  public func adding(filters: [NamedFilter]) -> Keymap {
    Keymap(bindings, essentials: essentials, filters: filters)
  }

  /// What a key means in a context.
  /// - Parameter pending: the keys before it, of a chord that has been begun.
  public func meaning(
    of key: Key, after pending: [Key] = [], in context: KeyContext
  ) -> KeyMeaning {
    if context == .prompt { return .text(key) }
    if !pending.isEmpty, key == .escape { return .dropped }
    let chord = Chord(keys: pending + [key])
    if let command = command(for: chord, in: context) { return .command(command) }
    if beginnings[context]?.contains(chord) ?? false { return .begun(chord) }
    let named = filters(in: context).first { $0.key.map { Chord($0) } == chord }
    return named.map(KeyMeaning.filter) ?? .nothing(chord)
  }

  /// Whether a key may give the terminal to the shell, be it from the palette: what is typed after it
  /// may not be meant for the console.
  public func mayLeave(by key: Key) -> Bool { key == .enter || leaving.contains(key) }

  /// The command of a key, or nil where the key alone means nothing.
  public func command(for key: Key, in context: KeyContext) -> Command? {
    command(for: Chord(key), in: context)
  }

  /// The command of a chord, or nil where it means nothing.
  public func command(for chord: Chord, in context: KeyContext) -> Command? {
    chords[context]?[chord]
  }

  /// A context's bindings that have a key, the most useful first.
  public func bindings(in context: KeyContext) -> [Binding] {
    allBindings(in: context).filter { !$0.chords.isEmpty }
  }

  /// The same with those that have none.
  func allBindings(in context: KeyContext) -> [Binding] { bindings[context] ?? [] }

  /// The command of a name, wherever it acts; nil where there is none.
  public func command(named name: String) -> Command? { commands.first { $0.name == name } }

  /// All commands there are, each once.
  public var commands: [Command] {
    var seen: Set<Command> = []
    return KeyContext.allCases.flatMap { commands(in: $0) }.filter { seen.insert($0).inserted }
  }

  /// What has to have a key in a context.
  func essentials(in context: KeyContext) -> [Command] { essentials[context] ?? [] }

  /// All commands that act in a context, with a key or without, the most useful first.
  public func commands(in context: KeyContext) -> [Command] {
    allBindings(in: context).map(\.command)
  }

  /// All keys of a command in a context.
  public func chords(for command: Command, in context: KeyContext) -> [Chord] {
    bindings[context]?.first { $0.command == command }?.chords ?? []
  }

  /// The owner's filters whose keys work in a context.
  public func filters(in context: KeyContext) -> [NamedFilter] {
    context.hasFilters ? filters : []
  }

  /// The key that a text names for a command; nil where it has none.
  public func key(for command: Command, in context: KeyContext) -> Chord? {
    chords(for: command, in: context).first
  }
}

extension Keymap {
  /// The same map with what the owner has set about it: what is said of a context goes before what
  /// is said of all, and that before what is built in. A key, and every chord it clashes with, has
  /// no other meaning any more; the other keys of a command stay.
  public func rebound(by settings: [KeySetting]) -> Keymap {
    let rebound = bindings.map { context, bindings in
      let own = settings.filter { $0.applies(in: context, where: bindings) }
      let general = Self.bind(own.filter { $0.context == nil }, in: bindings)
      return (context, Self.bind(own.filter { $0.context != nil }, in: general))
    }
    return Keymap(
      Dictionary(uniqueKeysWithValues: rebound), essentials: essentials, filters: filters)
  }

  private static func bind(_ settings: [KeySetting], in bindings: [Binding]) -> [Binding] {
    bindings.map { binding in
      var binding = binding
      binding.chords.removeAll { chord in settings.contains { $0.chord.clashes(with: chord) } }
      binding.chords.insert(
        contentsOf: settings.filter { $0.command == binding.command }.map(\.chord), at: 0)
      return binding
    }
  }
}

extension Chord {
  /// Its first keys.
  fileprivate func first(_ count: Int) -> Chord { Chord(keys: Array(keys.prefix(count))) }
}

/// What the owner wants a key to do, and where.
public struct KeySetting: Hashable, Sendable {
  /// Nil for everywhere that the command acts; where something is asked for the way to the shell
  /// alone.
  public let context: KeyContext?
  /// What is pressed.
  public let chord: Chord
  /// Nil where the key is switched off.
  public let command: Command?

  /// What keys do in a context, or everywhere.
  public init(_ chord: Chord, _ command: Command?, in context: KeyContext?) {
    self.context = context
    self.chord = chord
    self.command = command
  }

  /// It says something about a context, of which the bindings are given.
  func applies(in context: KeyContext, where bindings: [Binding]) -> Bool {
    if let own = self.context { return own == context }
    guard context.isQuestion else {
      return command.map { command in bindings.contains { $0.command == command } } ?? true
    }
    // The keys that answer stay what they are.
    let clashing = bindings.filter { $0.chords.contains { $0.clashes(with: chord) } }
    return clashing.allSatisfy { $0.command.leaving == .suspend }
      && (command?.leaving == .suspend || !clashing.isEmpty)
  }
}

/// A filter that the owner has given a name, to have it at one key.
public struct NamedFilter: Hashable, Sendable {
  /// What the owner calls it.
  public internal(set) var name: String
  /// As it is written; a filter can be read from it.
  public internal(set) var expression: String
  /// What it is applied with; nil where no digit was left for it.
  public internal(set) var key: Key?

  /// A named filter as it is written.
  public init(name: String, expression: String, key: Key?) {
    self.name = name
    self.expression = expression
    self.key = key
  }
}
