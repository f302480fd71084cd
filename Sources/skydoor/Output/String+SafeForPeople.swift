import Canvas

extension String {
  /// The text as it may be shown to people: nothing in it can drive a terminal.
  var safeForPeople: String { SafeText(self, glyphSet: TextLocale.glyphSet).string }
}
