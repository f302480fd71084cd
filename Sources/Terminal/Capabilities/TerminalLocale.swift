import CNcurses
import Canvas

/// The process's locale, as far as drawing needs it.
public enum TerminalLocale {
  /// Takes over the user's locale and tells which characters can be drawn in it.
  /// - Parameter terminal: the terminal's descriptor.
  @discardableResult
  public static func adopt(terminal: Int32) -> GlyphSet {
    // Only what characters there are: every further category is a file more to open at the start.
    setlocale(LC_CTYPE, "")
    if codesetIsUTF8 { return .unicode }
    guard terminalIsUTF8(terminal) else { return .ascii }
    setlocale(LC_CTYPE, "C.UTF-8")
    return codesetIsUTF8 ? .unicode : .ascii
  }

  private static var codesetIsUTF8: Bool {
    locale_codeset().map { namesUTF8(String(cString: $0)) } ?? false
  }

  /// Whether the terminal speaks UTF-8 although the locale does not: the environment names a
  /// UTF-8 locale that is not installed here (SSH passes the user's own on), or it names none
  /// and the terminal itself says so. `LANG=C` is a wish, and stays one.
  private static func terminalIsUTF8(_ terminal: Int32) -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = environment(name) { return namesUTF8(value) }
    }
    return terminal_is_utf8(terminal)
  }

  private static func namesUTF8(_ name: String) -> Bool {
    name.lowercased().filter { $0 != "-" }.hasSuffix("utf8")
  }
}

/// A variable of the environment; nil when it is unset or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
  return value
}
