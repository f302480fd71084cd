import Fuzzing

/// What a cat on the keyboard, a broken line and a terminal that answers unasked may send.
enum RandomTyping {
  private static let keys = [
    "j", "k", "g", "G", "l", "h", "\t", "x", "a", "X", " ", " ", "v", "*", "u", "c", ".", "/", "n",
    "N", "s", "S", "o", "y", "e", "H", "R", "r", ":", "?", "T", "\r", "\u{1B}", "\u{04}", "\u{15}",
    "\u{0C}", "1", "9", "d", "y", "n", "\u{7F}", "\u{0}", "\u{1C}", "\u{1F}",
  ]
  private static let texts = [
    "age < 7d and followers < 3\r", "not is:following\r", "handle ~ ^[a-z]+$", "((((((", "\"never",
    "undo\r", "quit", "Grüße 王小明 👩‍👩‍👧", "99999999999999999999",
  ]
  private static let sequences = [
    "\u{1B}[A", "\u{1B}OB", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}OF", "\u{1B}OP",
    "\u{1B}[15~", "\u{1B}[Z", "\u{1B}[1;5C", "\u{1B}[<0;10;5M", "\u{1B}[<64;300;200m",
    "\u{1B}[M #$",
    "\u{1B}[I", "\u{1B}[O", "\u{1B}[?62;22c", "\u{1B}[24;80R", "\u{1B}]11;rgb:ffff/0000/1111\u{07}",
    "\u{1B}]52;c;eHh4\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}_Gi=1;OK\u{1B}\\", "\u{1B}[200~",
    "\u{1B}[201~", "\u{1B}[200~xaxaq\rx\u{1B}[201~", "\u{1B}[97;5u", "\u{1B}[[A", "\u{9B}A",
    "\u{1B}x",
  ]

  /// Some bytes at a time.
  static func bytes(using random: inout SplitMix) -> [UInt8] {
    switch random.below(12) {
    case 0: return random.bytes(random.size(upTo: 200))
    case 1..<6: return (0...random.size(upTo: 12)).flatMap { _ in Array(random.pick(keys).utf8) }
    case 6: return Array(random.pick(texts).utf8)
    case 7: return Array(HostileText.random(using: &random).utf8)
    case 8: return Array("\u{1B}[200~\(HostileText.random(using: &random))\u{1B}[201~".utf8)
    case 9:
      // Cut in the middle: of a sequence, or of a character.
      let whole = Array((random.pick(sequences) + random.pick(texts)).utf8)
      return Array(whole.prefix(random.below(whole.count)))
    case 10: return random.mutated(Array(random.pick(sequences).utf8))
    case _: return Array(random.pick(sequences).utf8)
    }
  }
}
