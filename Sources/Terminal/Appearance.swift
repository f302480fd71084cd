/// How a piece of the screen looks.
struct Appearance: Hashable, Sendable {
  var foreground = Color.standard
  var background = Color.standard
  var attributes: TextAttributes = []

  /// Whether a line in this look is told from one in the other at a glance, blanks included.
  func standsOut(from other: Appearance) -> Bool {
    let marks: TextAttributes = [.reverse, .underline]
    return background != other.background
      || attributes.intersection(marks) != other.attributes.intersection(marks)
  }
}
