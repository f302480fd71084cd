import Testing

@testable import Terminal

@Suite struct ColorDepthTests {
  @Test(arguments: [
    ("vt100", 0, ColorDepth.none), ("linux", 8, .eight), ("xterm-16color", 16, .sixteen),
    ("xterm-88color", 88, .sixteen), ("xterm-256color", 256, .table),
  ])
  func theDescriptionCounts(type: String, count: Int, depth: ColorDepth) {
    #expect(self.depth(type, count) == depth)
    #expect(self.depth(type, count, ["NO_COLOR": "1", "COLORTERM": "truecolor"]) == .none)
  }

  @Test func aDescriptionOfDirectColorsIsBelieved() {
    #expect(depth("xterm-direct", 1 << 24, isDirect: true) == .direct)
    #expect(depth("xterm-256color", 256, isDirect: true) == .direct)
    #expect(depth("xterm-direct", 1 << 24, ["NO_COLOR": "1"], isDirect: true) == .none)
  }

  @Test(arguments: ["truecolor", "24bit"])
  func theTerminalsOwnWordIsBelieved(word: String) {
    #expect(depth("xterm-256color", 256, ["COLORTERM": word]) == .direct)
    #expect(depth("tmux-256color", 256, ["COLORTERM": word]) == .direct)
    #expect(depth("screen-256color", 256, ["COLORTERM": word, "TMUX": "/tmp/x,1,0"]) == .direct)
    // It is the word of the terminal around GNU screen; and of one that was left behind.
    #expect(depth("screen-256color", 256, ["COLORTERM": word]) == .table)
    #expect(depth("linux", 8, ["COLORTERM": word]) == .eight)
    #expect(depth("vt100", 0, ["COLORTERM": word]) == .none)
  }

  @Test func otherWordsSayNothing() {
    #expect(depth("xterm-256color", 256, ["COLORTERM": "yes"]) == .table)
  }

  private func depth(
    _ type: String, _ count: Int, _ variables: [String: String] = [:], isDirect: Bool = false
  ) -> ColorDepth {
    ColorDepth(type: type, count: count, isDirect: isDirect) { variables[$0] }
  }
}
