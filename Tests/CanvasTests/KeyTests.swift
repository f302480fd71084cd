import Canvas
import Testing

@Suite struct KeyTests {
  @Test
  func everyKeyThatHasANameCanBeReadBackByIt() {
    let printable = (0x20...0x7E).compactMap { Unicode.Scalar($0).map(Character.init) }
    let keys: [Key] =
      printable.map(Key.character) + "abcxyz@[\\]_ ".map(Key.control) + [
        .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete, .backspace,
        .enter, .tab, .backTab, .escape, .character("é"), .character("日"),
      ] + Key.functionNumbers.map(Key.function)
    for key in keys {
      #expect(Key(name: key.description) == key)
    }
    #expect(Set(keys.map(\.description)).count == keys.count)
  }

  @Test(
    arguments: [
      ("Space", .character(" ")), ("space", .character(" ")), ("Tab", .tab), ("Enter", .enter),
      ("Return", .enter), ("Esc", .escape), ("Escape", .escape), ("Up", .up), ("Down", .down),
      ("Left", .left), ("Right", .right), ("↑", .up), ("PageUp", .pageUp), ("pgdn", .pageDown),
      ("Insert", .insert), ("Delete", .delete), ("Shift-Tab", .backTab), ("BackTab", .backTab),
      ("^d", .control("d")), ("^D", .control("d")), ("Ctrl-d", .control("d")),
      ("C-d", .control("d")), ("ctrl+d", .control("d")), ("Ctrl-Space", .control(" ")),
      ("F5", .function(5)), ("f12", .function(12)), ("x", .character("x")),
      ("X", .character("X")), ("^", .character("^")), ("F", .character("F")),
    ] as [(String, Key)])
  func reads(name: String, key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(
    arguments: [
      "", "xx", "F0", "F64", "F05", "F+5", "F5x", "^dd", "Ctrl-", "C-dd", "paste", "Spaces",
      "\u{1B}", "^\u{1B}", "\n", " x",
    ])
  func refuses(name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test func pastedTextHasNoName() {
    #expect(Key(name: Key.paste("x").description) == nil)
  }
}
