/// How a piece of the screen looks.
struct Appearance: Hashable, Sendable {
  var foreground = Color.standard
  var background = Color.standard
  var attributes: TextAttributes = []
}
