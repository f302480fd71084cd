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

  /// More than this of one paste is dropped: nothing here wants a megabyte.
  static let pasteLimit = 1 << 20

  private static let interrupt = Input.scalar("\u{3}")

  /// Whether reports of the mouse mean anything.
  private let takesMouse: Bool
  /// What was pasted so far; nil outside of a paste. A paste can take several reads.
  private var paste: String?
  /// A sequence that has not come to its end.
  private var sequence: EscapeSequence?
  /// An ESC came alone last, and was taken for the key.
  private var hasEscaped = false

  init(takesMouse: Bool = false) { self.takesMouse = takesMouse }

  /// Whether the rest of a sequence is waited for.
  var isInSequence: Bool { sequence != nil }

  /// The rest has not come: what comes now is something else.
  mutating func dropSequence() { sequence = nil }

  /// Decodes all there is.
  /// - Parameter next: the next input, nil when there is none for now.
  mutating func events(from next: () -> Input?) -> [TerminalEvent] {
    guard let first = next() else { return [] }
    let second = next()
    if second != nil { resumeSequence(at: first) }
    hasEscaped = false
    // A paste whose end got lost must not swallow the keyboard for ever. What is typed comes alone;
    // inside of a paste the same character ends nothing.
    if paste != nil, first == Self.interrupt, second == nil {
      (paste, sequence) = (nil, nil)
      return []
    }
    var events: [TerminalEvent] = []
    take(first, into: &events)
    var input = second
    while let current = input {
      take(current, into: &events)
      input = next()
    }
    if sequence?.isEmpty ?? false {
      sequence = nil
      hasEscaped = true
      mean(.key(.escape), into: &events)
    }
    return events
  }

  /// A slow line can cut a sequence right after its ESC, which then passes for the key. Nobody types
  /// the rest so fast that it comes as one.
  private mutating func resumeSequence(at input: Input) {
    let starts: [Input] = [.scalar("["), .scalar("O"), .scalar("]")]
    if hasEscaped, starts.contains(input) { sequence = EscapeSequence() }
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
    if case .character(let new) = key, case .key(.character(let last))? = events.last {
      let joined = String(last) + String(new)
      if joined.count == 1, let character = joined.first {
        events[events.count - 1] = .key(.character(character))
        return
      }
    }
    events.append(.key(key))
  }
}
