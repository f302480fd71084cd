@testable import Terminal

/// Whether a line in one look is told from one in the other without looking at its letters.
func isSeen(_ look: Appearance, beside other: Appearance) -> Bool {
  let marks: [TextAttributes] = [.reverse, .underline]
  return look.background != other.background
    || marks.contains { look.attributes.contains($0) != other.attributes.contains($0) }
}
