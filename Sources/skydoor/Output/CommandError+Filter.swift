import Canvas
import Moderation

extension CommandError {
  /// A mistake in a filter, with a sign below its place.
  init(_ error: FilterError, in text: String) {
    let before = SafeText(
      String(text.prefix(error.column - 1)), repertoire: TextLocale.repertoire)
    self.init(
      "The filter can't be read at column \(error.column): \(error.message).",
      cure: "Correct it there.", .badInput,
      excerpt: [text, String(repeating: " ", count: before.width) + "^"])
  }
}
