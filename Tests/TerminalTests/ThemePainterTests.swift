import Canvas
import Foundation
import Testing

@testable import Terminal

@Suite struct ThemePainterTests {
  private let theme = Theme.read(
    ThemeSource(
      builtIn: "t",
      toml: """
        "ui.title" = { fg = "#ff8700", bg = "bright-blue", bold = true, underline = true }
        "ui.key" = { fg = "red" }
        """), in: ThemeCatalog(builtIn: [])
  ).theme

  @Test(arguments: [
    (ColorDepth.direct, "\u{1b}[1;4;38;2;255;135;0;104mA\u{1b}[0m"),
    (.table, "\u{1b}[1;4;38;5;208;104mA\u{1b}[0m"), (.sixteen, "\u{1b}[1;4;30;104mA\u{1b}[0m"),
    (.eight, "\u{1b}[1;4;33;44mA\u{1b}[0m"), (.none, "\u{1b}[1;4;7mA\u{1b}[0m"),
  ])
  func aTextIsPaintedWithWhatThereIs(depth: ColorDepth, text: String) {
    let painter = ThemePainter(theme.appearances(depth: depth))
    #expect(painter.paint("A", in: .title) == text)
    #expect(painter.paint("A", in: .base) == "A")
  }

  @Test func offATerminalTextsStayPlain() throws {
    let null = try #require(fopen("/dev/null", "w"))
    defer { fclose(null) }
    #expect(ThemePainter(theme, output: fileno(null)).paint("A", in: .title) == "A")
  }
}
