import Testing

@testable import Terminal

struct ScreenModesTests {
  @Test(arguments: [
    "xterm", "xterm-256color", "xterm-kitty", "tmux-256color", "foot", "alacritty-direct", "kitty",
    "wezterm", "ghostty", "contour-latest", "mintty", "iTerm2.app",
  ])
  func modernTerminalsHaveLinksAndATitle(type: String) {
    #expect(modes(type).hasExtras)
  }

  @Test(arguments: [
    "vt100", "vt220", "linux", "ansi", "st52", "cygwin", "", "st", "rxvt-unicode-256color",
    "screen",
    "screen.xterm-256color",
  ])
  func othersHaveNone(type: String) {
    #expect(!modes(type).hasExtras)
    #expect(modes(type).on == "\u{1b}[?2004h")
    #expect(modes(type).off == "\u{1b}[?2004l")
  }

  @Test func tmuxMayBeCalledScreen() {
    #expect(modes("screen-256color", isInTmux: true).hasExtras)
  }

  @Test func whatIsNotANSIGetsNothing() {
    let modes = ScreenModes(isANSI: false, family: .xterm, mouse: true)
    #expect(modes.on + modes.off + modes.allRows == "")
    #expect(!modes.hasMouse && !modes.hasExtras)
  }

  @Test func theMouseIsReportedWhereItIsWantedAlone() {
    #expect(!modes("xterm").hasMouse)
    #expect(!(modes("xterm").on + modes("xterm").off).contains("100"))
    for type in ["xterm", "linux"] {
      let modes = modes(type, mouse: true)
      #expect(modes.hasMouse)
      #expect(modes.on.contains("\u{1b}[?1000h\u{1b}[?1006h"))
      #expect(modes.off.contains("\u{1b}[?1006l\u{1b}[?1000l"))
    }
  }

  @Test func screenKeepsEscToItselfWhileItReportsTheMouse() {
    #expect(!modes("screen-256color", mouse: true).hasMouse)
    #expect(modes("screen-256color", isInTmux: true, mouse: true).hasMouse)
  }

  private func modes(_ type: String, isInTmux: Bool = false, mouse: Bool = false) -> ScreenModes {
    ScreenModes(
      isANSI: true, family: TerminalFamily(type: type, isInTmux: isInTmux), mouse: mouse)
  }
}
