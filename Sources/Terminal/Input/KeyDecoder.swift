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

  /// The codes given to bracketed paste, far beyond `KEY_MAX`, after which ncurses numbers keys of its
  /// own.
  static let pasteStart: Int32 = 0x7001
  static let pasteEnd: Int32 = 0x7002

  static func bracketsPaste(_ code: Int32) -> Bool { code == pasteStart || code == pasteEnd }

  /// More than this of one paste is not kept: what has come is delivered, and the rest after it.
  static let pasteLimit = 1 << 20
  /// How long to wait for the rest of a paste or of a sequence: as long as readline does
  /// (`keyseq-timeout`).
  static let sequenceTimeout = Duration.milliseconds(500)
  /// How long to wait for what may follow an ESC, which curses calls the escape delay. Terminals send
  /// a sequence in one piece, so this is short of what anybody feels; tmux 3.5 waits 10 ms.
  static let escapeDelay = Duration.milliseconds(25)

  /// What comes after the ESC of a sequence that has more than one further character.
  private static let starts: [Input] = [.scalar("["), .scalar("O"), .scalar("]")]
  /// More than anybody types before a slow line lets it through.
  private static let typedAhead = 32
  /// More marks on one letter than anybody types; without an end each would copy those before.
  private static let markLimit = 32

  /// Whether reports of the mouse mean anything.
  private let takesMouse: Bool
  /// What was pasted so far; nil outside of a paste. A paste can take several reads.
  private var paste: String?
  /// A sequence that has not come to its end.
  private var sequence: EscapeSequence?
  /// An ESC came alone last, and was taken for the key.
  private var hasEscaped = false
  /// A paste was ended by a pause last, and its end may be on its way still.
  private var isCutOff = false

  init(takesMouse: Bool = false) { self.takesMouse = takesMouse }

  /// How long to wait for the rest of what has begun; nil when nothing has. An ESC that stays alone is
  /// the key, and has to work at once.
  var timeout: Duration? {
    if paste != nil { return Self.sequenceTimeout }
    return sequence.map { $0.isEmpty ? Self.escapeDelay : Self.sequenceTimeout }
  }

  /// Ends what has begun, as nothing more came within the timeout. A paste whose end got lost must not
  /// hold the keyboard: what has come of it is all there is.
  mutating func timeOut() -> [TerminalEvent] {
    var events = endSequence()
    if paste != nil {
      isCutOff = true
      endPaste(into: &events)
    }
    return events
  }

  private mutating func endSequence() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    hasEscaped = sequence?.isEmpty ?? false
    sequence = nil
    if hasEscaped { emit(.key(.escape), into: &events) }
    return events
  }

  /// Decodes all there is.
  /// - Parameters:
  ///   - next: the next input, nil when there is none for now.
  ///   - isLast: nothing is to be read after this event, for now.
  mutating func events(
    from next: () -> Input?, until isLast: (TerminalEvent) -> Bool = { _ in false }
  ) -> [TerminalEvent] {
    var ahead: ArraySlice<Input> = []
    func pull() -> Input? { ahead.popFirst() ?? next() }

    if isCutOff {
      while let input = next() { ahead.append(input) }
      guard !ahead.isEmpty else { return [] }
      isCutOff = false
      if let events = resumePaste(ahead, until: isLast) { return events }
    }
    guard let first = pull() else { return [] }
    // Whether the start of a sequence comes with its rest.
    let second = hasEscaped && Self.starts.contains(first) ? pull() : nil
    var events = resume(with: first, isAlone: second == nil)
    var input = Optional(first)
    if let second { ahead.insert(second, at: ahead.startIndex) }
    while let current = input {
      let count = events.count
      take(current, into: &events)
      if events.count > count, let event = events.last, isLast(event) { break }
      input = pull()
    }
    return events
  }

  /// What a line that stood still brings after the pause may be the rest of the paste, which is not
  /// to be read as keys. It is where its end is in it, and where it is more than anybody types ahead.
  /// - Returns: nil where it is none.
  private mutating func resumePaste(
    _ inputs: ArraySlice<Input>, until isLast: (TerminalEvent) -> Bool
  ) -> [TerminalEvent]? {
    var attempt = self
    attempt.paste = ""
    attempt.hasEscaped = false
    if hasEscaped, inputs.first.map(Self.starts.contains) ?? false {
      attempt.sequence = EscapeSequence()
    }
    var events: [TerminalEvent] = []
    for input in inputs where !(events.last.map(isLast) ?? false) {
      attempt.take(input, into: &events)
    }
    guard !events.isEmpty || inputs.count > Self.typedAhead else { return nil }
    self = attempt
    return events
  }

  /// What comes with an ESC belongs to it: Alt is sent so. What comes a little later is a key that was
  /// typed after it, unless a slow line has cut a sequence in two. Where so much time has passed that
  /// the ESC is a key already, that is told by the rest coming as one: nobody types so fast.
  private mutating func resume(with input: Input, isAlone: Bool) -> [TerminalEvent] {
    defer { hasEscaped = false }
    let isRest = Self.starts.contains(input)
    if hasEscaped, isRest, !isAlone { sequence = EscapeSequence() }
    guard sequence?.isEmpty ?? false, !isRest else { return [] }
    return endSequence()
  }

  private mutating func take(_ input: Input, into events: inout [TerminalEvent]) {
    switch input {
    case .scalar("\u{1b}") where !(sequence?.takesEscape ?? false):
      if sequence?.isEmpty ?? false { emit(.key(.escape), into: &events) }
      sequence = EscapeSequence()
    case .scalar(let scalar):
      if sequence == nil {
        if paste == nil { appendKey(scalar, to: &events) } else { collect(scalar, into: &events) }
      } else if let meaning = sequence?.take(scalar) {
        sequence = nil
        emit(meaning, into: &events)
      }
    case .code(let code):
      sequence = nil
      switch code {
      case Self.pasteStart: emit(.pasteStart, into: &events)
      case Self.pasteEnd: emit(.pasteEnd, into: &events)
      default: if let key = Key(code: code) { emit(.key(key), into: &events) }
      }
    }
  }

  private mutating func emit(
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

  private mutating func collect(_ scalar: Unicode.Scalar, into events: inout [TerminalEvent]) {
    paste?.unicodeScalars.append(scalar)
    guard let pasted = paste, pasted.utf8.count >= Self.pasteLimit else { return }
    endPaste(into: &events)
    // What comes now is pasted still, and no key.
    paste = ""
  }

  /// Terminals send the line ends of a paste as the Enter key sends them.
  private mutating func endPaste(into events: inout [TerminalEvent]) {
    guard let pasted = paste else { return }
    paste = nil
    events.append(.key(.paste(String(pasted.map { $0 == "\r" || $0 == "\r\n" ? "\n" : $0 }))))
  }

  /// A combining mark belongs to the letter before it: together they are one key.
  private func appendKey(_ scalar: Unicode.Scalar, to events: inout [TerminalEvent]) {
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
