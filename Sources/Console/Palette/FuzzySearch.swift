/// Looks for words of which some letters may be left out: `rb` finds "reject and block".
struct FuzzySearch {
  private static let letter = 2
  private static let wordStart = 10
  /// One right after the one found before it.
  private static let run = 10
  /// One at the very start of the text.
  private static let textStart = 6

  /// Each has to be found.
  private let words: [[Character]]

  init(_ text: String) {
    words = text.lowercased().split(separator: " ").map(Array.init)
  }

  /// How well texts that say the same in different ways match: each word counts where it matches
  /// best, and texts count less the further back they stand.
  /// - Returns: nil where a word is in none of them.
  func score(_ texts: [String]) -> Int? {
    var sum = 0
    for word in words {
      let scores = texts.enumerated().compactMap { index, text in
        Self.score(word, in: Array(text.lowercased())).map { $0 - index * 2 }
      }
      guard let best = scores.max() else { return nil }
      sum += best
    }
    return sum
  }

  /// The best way to find the letters in their order. A text that says little more than the word
  /// goes before a longer one.
  private static func score(_ word: [Character], in text: [Character]) -> Int? {
    // By where the letter found last stands: the best score so far.
    var ends: [Int?] = Array(repeating: nil, count: text.count)
    for (number, letter) in word.enumerated() {
      var next: [Int?] = Array(repeating: nil, count: text.count)
      var bestBefore: Int? = number == 0 ? 0 : nil
      for index in text.indices {
        if text[index] == letter {
          let bonus = Self.letter + startBonus(index, in: text)
          let apart = bestBefore.map { $0 + bonus }
          let joined = index > 0 ? ends[index - 1].map { $0 + bonus + Self.run } : nil
          next[index] = [apart, joined].compactMap { $0 }.max()
        }
        if number > 0, let end = ends[index] { bestBefore = max(bestBefore ?? end, end) }
      }
      ends = next
    }
    return ends.compactMap { $0 }.max().map { $0 - text.count / 8 }
  }

  private static func startBonus(_ index: Int, in text: [Character]) -> Int {
    if index == 0 { return wordStart + textStart }
    let before = text[index - 1]
    return before.isLetter || before.isNumber ? 0 : wordStart
  }
}
