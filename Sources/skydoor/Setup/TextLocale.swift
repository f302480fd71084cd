import Canvas
import Foundation
import Terminal

/// Which characters can be printed for people.
enum TextLocale {
  /// Takes the locale's character set over, which the widths of characters come from. Where nothing
  /// is a terminal (cron has no locale at all) text is UTF-8.
  static func adopt() {
    if let terminal = [StandardStream.output, .error].first(where: \.isTerminal) {
      TerminalLocale.adopt(terminal: terminal.descriptor)
    } else {
      setlocale(LC_CTYPE, "")
      if !isUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    }
  }

  static var glyphSet: GlyphSet { isUTF8 ? .unicode : .ascii }

  private static var isUTF8: Bool {
    nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
  }
}
