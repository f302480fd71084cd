import CNcurses
import Canvas

/// Reads what is typed, clicked and pasted, as far as it has come.
struct InputReader {
  /// At most so much is read in one go: however much comes, signals and messages have their turn.
  private static let readLimit = 4_096

  /// A pad, because reading from a window would refresh it.
  private let pad: UnsafeMutablePointer<WINDOW>
  private let takesMouse: Bool
  private(set) var decoder: KeyDecoder
  private var characters = CharacterReader()
  /// Whether more may have been typed than was read last.
  private var mayHaveMore = false
  /// Until when the rest of a sequence or a paste is waited for.
  private(set) var deadline: ContinuousClock.Instant?

  /// Nil where ncurses has no memory left.
  init?(takesMouse: Bool) {
    guard let pad = newpad(1, 1) else { return nil }
    self.pad = pad
    self.takesMouse = takesMouse
    decoder = KeyDecoder(takesMouse: takesMouse)
  }

  /// Says which keys ncurses is to recognise, once the terminal is in raw mode.
  func begin() {
    keypad(pad, true)
    nodelay(pad, true)
    intrflush(pad, false)
    define_key("\u{1b}[200~", KeyDecoder.pasteStart)
    define_key("\u{1b}[201~", KeyDecoder.pasteEnd)
    // ncurses knows how a report of the mouse begins, and leaves its rest to be read as keys.
    define_key(nil, KEY_MOUSE)
  }

  /// Nothing can be read after it.
  func close() { delwin(pad) }

  /// How many milliseconds may be slept before ``read(until:)`` has something to do; -1 for any number.
  var timeout: Int32 { mayHaveMore ? 0 : timeLeft }

  private var timeLeft: Int32 {
    guard let deadline else { return -1 }
    return Int32(max(0, ((deadline - .now) / .milliseconds(1)).rounded(.up)))
  }

  /// What was typed, clicked and pasted. The rest of a sequence that a slow line has cut is waited
  /// for, but not for ever: the next key is to be one.
  mutating func read(until isLast: (TerminalEvent) -> Bool) -> [TerminalEvent] {
    var count = 0
    let pad = pad
    var (characters, mayHaveMore) = (self.characters, true)
    func next() -> KeyDecoder.Input? {
      guard count < Self.readLimit, let input = Self.next(from: pad, &characters) else {
        mayHaveMore = count == Self.readLimit
        return nil
      }
      count += 1
      return input
    }
    var events = decoder.events(from: next, until: isLast)
    (self.characters, self.mayHaveMore) = (characters, mayHaveMore)
    let hasInput = count > 0
    if !hasInput, timeLeft == 0 { events += decoder.timeOut() }
    if hasInput || decoder.timeout == nil { deadline = decoder.timeout.map { .now + $0 } }
    return events
  }

  /// The terminal is gone: nothing more is waited for.
  mutating func stop() {
    deadline = nil
    mayHaveMore = false
  }

  /// What was half typed or pasted before belongs to another time.
  mutating func restart() {
    decoder = KeyDecoder(takesMouse: takesMouse)
    characters = CharacterReader()
  }

  /// ncurses reads bytes and keys; what it would do with a character that is cut is to lose it, and
  /// up to fifteen keys after it.
  private static func next(
    from pad: UnsafeMutablePointer<WINDOW>, _ characters: inout CharacterReader
  ) -> KeyDecoder.Input? {
    while true {
      let value = characters.takeRefused() ?? wgetch(pad)
      switch value {
      case ERR: return nil
      // Nobody has typed the new size.
      case KEY_RESIZE: continue
      case 0...0xff: if let scalar = characters.take(value) { return .scalar(scalar) }
      default: return .code(value)
      }
    }
  }
}

/// Puts characters together from bytes of the locale: a slow line may cut one anywhere.
struct CharacterReader {
  private var state = mbstate_t()
  /// The byte that showed that the character before it has no end.
  private var refused: Int32?

  /// - Returns: the character that has come to its end; U+FFFD for what is none, so that what follows
  ///   it is still read.
  mutating func take(_ byte: Int32) -> Unicode.Scalar? {
    let isFirst = mbsinit(&state) != 0
    var value: UInt32 = 0
    switch character_take(&state, UInt8(truncatingIfNeeded: byte), &value) {
    case 0: return Unicode.Scalar(value) ?? "\u{fffd}"
    case 1: return nil
    default:
      state = mbstate_t()
      refused = isFirst ? nil : byte
      return "\u{fffd}"
    }
  }

  /// That byte, to be read as the first of another.
  mutating func takeRefused() -> Int32? {
    defer { refused = nil }
    return refused
  }
}
