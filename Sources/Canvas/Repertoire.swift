/// Which characters the terminal can draw.
public enum GlyphSet: Sendable {
  /// Anything that Unicode has and the C library knows the width of.
  case unicode
  /// ASCII alone: `--ascii`, or a locale whose codeset is not UTF-8. Lines become `-` and `|`,
  /// cut text ends in `~`, letters lose their accents, common signs get a likeness, and every
  /// other character is drawn as one `?`.
  case ascii
}
