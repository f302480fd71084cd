extension SplitMix {
  /// The bytes with a few of them changed, left out, doubled or put elsewhere, or cut off.
  public mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...size(upTo: 8) {
      let range = range(in: bytes.count)
      switch below(7) {
      case 0: if !range.isEmpty { bytes[range.lowerBound] ^= 1 << UInt8(below(8)) }
      case 1: if !range.isEmpty { bytes[range.lowerBound] = pick([0, 0x1B, 0x7F, 0x80, 0xFF]) }
      case 2: bytes.removeSubrange(range)
      case 3: bytes.insert(contentsOf: bytes[range], at: range.upperBound)
      case 4: bytes.insert(contentsOf: self.bytes(size(upTo: 16)), at: range.lowerBound)
      case 5: bytes.replaceSubrange(range, with: self.bytes(range.count))
      case _: if oneIn(4) { bytes.removeSubrange(range.lowerBound...) }
      }
    }
    return bytes
  }

  /// The text with some of its lines and words changed.
  /// - Parameter words: what stands in such texts.
  public mutating func mutated(_ text: String, words: [String]) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...size(upTo: 6) {
      let index = below(lines.count)
      switch below(7) {
      case 0: lines.insert(pick(lines), at: index)
      case 1: if lines.count > 1 { lines.remove(at: index) }
      case 2: lines.swapAt(index, below(lines.count))
      case 3: lines[index] = String(decoding: mutated(Array(lines[index].utf8)), as: UTF8.self)
      case _: lines[index] = withOtherWord(lines[index], words)
      }
    }
    return lines.joined(separator: oneIn(8) ? "\r\n" : "\n")
  }

  private mutating func withOtherWord(_ line: String, _ words: [String]) -> String {
    var characters = Array(line)
    let start = below(characters.count + 1)
    let old = characters[start...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    let new = oneIn(6) ? HostileText.random(using: &self) : pick(words)
    characters.replaceSubrange(start..<old.endIndex, with: new)
    return String(characters)
  }

  /// A stretch of as many elements, a short one as a rule.
  private mutating func range(in count: Int) -> Range<Int> {
    let start = below(count + 1)
    return start..<min(count, start + 1 + size(upTo: 64))
  }
}
