import CNcurses
import Canvas

/// Turns what ncurses reads into key presses and what else the owner does. Pure: it is fed by a
/// closure, with whatever has come so far.
struct KeyDecoder {
  /// One thing that ncurses read.
  enum Input: Hashable {
    /// A key that the terminal's description knows, as a `KEY_` code.
    case code(Int32)
    case scalar(Unicode.Scalar)
  }

  /// The codes given to bracketed paste, beyond any that ncurses hands out itself.
  static let pasteStart: Int32 = 0x7001
  static let pasteEnd: Int32 = 0x7002

  static func bracketsPaste(_ code: Int32) -> Bool { code == pasteStart || code == pasteEnd }

  /// More than this of one paste is dropped: nothing here wants a megabyte.
  static let pasteLimit = 1 << 20

  private static let interrupt = Input.scalar("\u{3}")
  /// What comes after the ESC of a sequence that has more than one further character.
  private static let starts: [Input] = [.scalar("["), .scalar("O"), .scalar("]")]

  /// Whether reports of the mouse mean anything.
  private let takesMouse: Bool
  /// More marks on one letter than anybody types; without an end each would copy those before.
  private static let markLimit = 32
  /// What was pasted so far; nil outside of a paste. A paste can take several reads.
  private var paste: String?
  /// A sequence that has not come to its end.
  private var sequence: EscapeSequence?
  /// An ESC came alone last, and was taken for the key.
  private var hasEscaped = false

  init(takesMouse: Bool = false) { self.takesMouse = takesMouse }

  /// How long the rest of a sequence is to be waited for; nil where there is none. An ESC that stays
  /// alone is the key, which is to be felt at once.
  var patience: Duration? {
    sequence.map { $0.isEmpty ? .milliseconds(25) : .milliseconds(500) }
  }

  /// Nothing more has come for as long.
  mutating func giveUp() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    hasEscaped = sequence?.isEmpty ?? false
    sequence = nil
    if hasEscaped { mean(.key(.escape), into: &events) }
    return events
  }

  /// Decodes all there is.
  /// - Parameter next: the next input, nil when there is none for now.
  mutating func events(from next: () -> Input?) -> [TerminalEvent] {
    guard let first = next() else { return [] }
    let second = next()
    var events = goOn(with: first, isAlone: second == nil)
    // A paste whose end got lost must not swallow the keyboard for ever. What is typed comes alone;
    // inside of a paste the same character ends nothing.
    if paste != nil, first == Self.interrupt, second == nil {
      (paste, sequence) = (nil, nil)
      return []
    }
    take(first, into: &events)
    var input = second
    while let current = input {
      take(current, into: &events)
      input = next()
    }
    return events
  }

  /// What comes with an ESC belongs to it: Alt is sent so. What comes a little later is a key that was
  /// typed after it, unless a slow line has cut a sequence in two. Where so much time has passed that
  /// the ESC is a key already, that is told by the rest coming as one: nobody types so fast.
  private mutating func goOn(with input: Input, isAlone: Bool) -> [TerminalEvent] {
    defer { hasEscaped = false }
    let isRest = Self.starts.contains(input)
    if hasEscaped, isRest, !isAlone { sequence = EscapeSequence() }
    guard sequence?.isEmpty ?? false, !isRest else { return [] }
    return giveUp()
  }

  private mutating func take(_ input: Input, into events: inout [TerminalEvent]) {
    switch input {
    case .scalar("\u{1b}") where !(sequence?.takesEscape ?? false):
      if sequence?.isEmpty ?? false { mean(.key(.escape), into: &events) }
      sequence = EscapeSequence()
    case .scalar(let scalar):
      if sequence == nil {
        if paste == nil { append(scalar, to: &events) } else { collect(scalar) }
      } else if let meaning = sequence?.take(scalar) {
        sequence = nil
        mean(meaning, into: &events)
      }
    case .code(let code):
      sequence = nil
      switch code {
      case Self.pasteStart: mean(.pasteStart, into: &events)
      case Self.pasteEnd: mean(.pasteEnd, into: &events)
      default: if let key = Key(code: code) { mean(.key(key), into: &events) }
      }
    }
  }

  private mutating func mean(
    _ meaning: EscapeSequence.Meaning, into events: inout [TerminalEvent]
  ) {
    switch meaning {
    case .key(let key): if paste == nil { events.append(.key(key)) }
    case .mouse(let event): if paste == nil, takesMouse { events.append(.mouse(event)) }
    case .pasteStart: paste = paste ?? ""
    case .pasteEnd: endPaste(into: &events)
    case .unknown: break
    }
  }

  private mutating func collect(_ scalar: Unicode.Scalar) {
    guard (paste?.utf8.count ?? 0) < Self.pasteLimit else { return }
    paste?.unicodeScalars.append(scalar)
  }

  /// Terminals send the line ends of a paste as the Enter key sends them.
  private mutating func endPaste(into events: inout [TerminalEvent]) {
    guard let pasted = paste else { return }
    paste = nil
    events.append(.key(.paste(String(pasted.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 }))))
  }

  /// A combining mark belongs to the letter before it: together they are one key.
  private func append(_ scalar: Unicode.Scalar, to events: inout [TerminalEvent]) {
    guard let key = Key(scalar) else { return }
    if case .character(let new) = key, case .key(.character(let last))? = events.last,
      last.unicodeScalars.count <= Self.markLimit
    {
      let joined = String(last) + String(new)
      if joined.count == 1, let character = joined.first {
        events[events.count - 1] = .key(.character(character))
        return
      }
    }
    events.append(.key(key))
  }
}
