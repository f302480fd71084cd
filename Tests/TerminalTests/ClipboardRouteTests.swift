import Testing

@testable import Terminal

struct ClipboardRouteTests {
  @Test(arguments: [
    "xterm", "xterm-256color", "xterm-kitty", "tmux-256color", "rxvt-unicode-256color", "foot",
    "alacritty-direct", "kitty", "wezterm", "ghostty", "contour-latest", "mintty", "iTerm2.app",
    "st", "st-256color",
  ])
  func knownTerminalsAreSpokenToDirectly(type: String) {
    #expect(route(type) == .direct)
  }

  @Test(arguments: ["vt100", "vt220", "linux", "dumb", "ansi", "st52", "cygwin", ""])
  func othersAreLeftAloneUnlessTheyAreDescribedSo(type: String) {
    #expect(route(type) == nil)
    #expect(route(type, isDescribed: true) == .direct)
  }

  @Test(arguments: ["screen", "screen-256color", "screen.xterm-256color"])
  func screenPassesItOnAndTmuxNeedsNoHelp(type: String) {
    #expect(route(type) == .throughScreen)
    #expect(route(type, isInTmux: true) == .direct)
  }

  @Test func whatPassesScreenIsWrappedInShortPieces() throws {
    let route = ClipboardRoute.throughScreen
    #expect(text(route, "hello") == "\u{1b}P\u{1b}]52;c;aGVsbG8=\u{07}\u{1b}\\")
    let long = String(repeating: "link", count: 500)
    let pieces = text(route, long).split(separator: "\u{1b}\\", omittingEmptySubsequences: true)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1b}P") && $0.utf8.count <= 250 })
    #expect(
      pieces.map { $0.dropFirst(2) }.joined() == text(.direct, long))
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"), ("ÿþ?", "w7/Dvj8="),
  ])
  func base64(text: String, encoded: String) {
    #expect(String(decoding: Base64.encode(text.utf8), as: UTF8.self) == encoded)
  }

  private func route(
    _ type: String, isDescribed: Bool = false, isInTmux: Bool = false
  ) -> ClipboardRoute? {
    ClipboardRoute(TerminalFamily(type: type, isInTmux: isInTmux), isDescribed: isDescribed)
  }

  private func text(_ route: ClipboardRoute, _ text: String) -> String {
    String(decoding: route.sequence(for: text), as: UTF8.self)
  }
}
