import CNcurses
import Canvas
import Fuzzing
import Testing

@testable import Terminal

@Suite struct KeyDecoderFuzzTests {
  /// Stands in pastes and nowhere else.
  private static let marker: Unicode.Scalar = "Ω"
  private static let beginnings = [
    "\u{1b}", "\u{1b}[", "\u{1b}[1;5", "\u{1b}[<0;1;1M", "\u{1b}[M !!", "\u{1b}O", "\u{1b}[[",
    "\u{1b}]52;c;", "\u{1b}P$q", "\u{1b}_", "\u{1b}\\", "\u{07}", "\u{1b}[200", "\u{1b}[201~",
    "\u{1b}[?1;2c", "\u{9b}", "\u{1b}x", "\u{1b}\u{1b}[A", "e\u{301}\u{302}", "\u{1b}(B",
  ]

  @Test func noInputMakesKeysOfAPaste() async throws {
    try await Fuzz.rounds("keys", 300, of: "inputs") { random in
      var decoder = KeyDecoder()
      var count = 0
      var events: [TerminalEvent] = []
      for _ in 0..<20 {
        let inputs = garbage(&random) + paste(&random)
        count += inputs.count
        events = []
        var rest = inputs[...]
        while !rest.isEmpty {
          // Now and then there is nothing more to read for a moment.
          var piece = rest.prefix(1 + random.size(upTo: 60))
          rest = rest.dropFirst(piece.count)
          events += decoder.events { piece.popFirst() }
        }
        for case .key(.character(let character)) in events {
          try #require(!character.unicodeScalars.contains(Self.marker), "\(inputs)")
        }
      }
      // Whatever was begun, after a pause keys are keys.
      _ = decoder.timeOut()
      var typed = scalars("j")[...]
      events = decoder.events { typed.popFirst() }
      try #require(events.last == .key(.character("j")))
      return count
    }
  }

  private func garbage(_ random: inout SplitMix) -> [KeyDecoder.Input] {
    var inputs: [KeyDecoder.Input] = []
    for _ in 0..<random.size(upTo: 12) {
      switch random.below(4) {
      case 0: inputs += scalars(HostileText.random(using: &random))
      case 1: inputs.append(.code(Int32(random.below(2_000))))
      case 2: inputs += scalars(random.pick(["x", "q", "j", " ", "12", "\t\r\u{4}"]))
      case _: inputs += scalars(random.pick(Self.beginnings))
      }
    }
    return inputs
  }

  /// As ncurses hands it over, or as it does not recognise it.
  private func paste(_ random: inout SplitMix) -> [KeyDecoder.Input] {
    var text: [KeyDecoder.Input] = []
    for _ in 0..<random.size(upTo: 40) {
      text += scalars(
        random.pick(["Ω", "Ω", "Ω", "\n", "\u{1b}", "\u{1b}[", "\u{1b}]", "\u{7}", "\0"]))
      if random.oneIn(20) { text.append(.code(KEY_UP)) }
    }
    let isKnown = !random.oneIn(3)
    let start = isKnown ? [.code(KeyDecoder.pasteStart)] : scalars("\u{1b}[200~")
    return start + text + [.code(KeyDecoder.pasteEnd)]
  }

  private func scalars(_ text: String) -> [KeyDecoder.Input] {
    text.unicodeScalars.map(KeyDecoder.Input.scalar)
  }
}
