import Canvas
import Moderation

extension CommandError {
  /// A mistake in a filter, with a sign below its place.
  init(_ error: FilterError, in text: String) {
    let characters = Array(text)
    // As much around the place as a line has room for.
    let place = error.column - 1
    let start = max(0, place - 40)
    let end = min(characters.count, place + 30)
    let head = (start > 0 ? "…" : "") + String(characters[start..<place])
    let tail = String(characters[place..<end]) + (end < characters.count ? "…" : "")
    let before = SafeText(head, glyphSet: TextLocale.glyphSet)
    self.init(
      "The filter can't be read at column \(error.column): \(error.message).",
      cure: "Correct it there.", .badInput,
      excerpt: [head + tail, String(repeating: " ", count: before.width) + "^"])
  }
}

extension Filter {
  /// Reads what was given to `--where`.
  /// - Throws: a mistake with exit status 65, marking its place.
  init(argument text: String) throws(CommandError) {
    do {
      try self.init(text)
    } catch {
      throw CommandError(error, in: text)
    }
  }
}
