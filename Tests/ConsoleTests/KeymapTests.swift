import Canvas
import Testing

@testable import Console

@Suite struct KeymapTests {
  private let keymap = Keymap.standard

  @Test(arguments: Context.allCases)
  func noKeyHasTwoMeaningsInOneContext(_ context: Context) {
    let keys = keymap.bindings(in: context).flatMap(\.keys)
    #expect(keys.count == Set(keys).count)
  }

  @Test(arguments: Context.allCases)
  func quitHelpSuspendAndRedrawWorkEverywhere(_ context: Context) {
    #expect(keymap.command(for: .character("q"), in: context) == .quit)
    #expect(keymap.command(for: .character("?"), in: context) == .help)
    #expect(keymap.command(for: .control("z"), in: context) == .suspend)
    #expect(keymap.command(for: .control("l"), in: context) == .redraw)
    #expect(keymap.command(for: .escape, in: context) == .close)
  }

  @Test(arguments: [
    (Key.character("x"), Command.reject), (.character("a"), .approve), (.character("u"), .undo),
    (.enter, .open), (.character("r"), .refresh), (.character("j"), .down), (.down, .down),
    (.character("k"), .up), (.up, .up), (.character("g"), .first), (.home, .first),
    (.character("G"), .last), (.end, .last), (.control("d"), .pageDown), (.pageDown, .pageDown),
    (.control("u"), .pageUp), (.pageUp, .pageUp), (.tab, .nextPane), (.character("h"), .groupsPane),
    (.character("l"), .requestsPane),
  ])
  func theRequestsKeys(_ key: Key, _ command: Command) {
    #expect(keymap.command(for: key, in: .requests) == command)
  }

  @Test func aPasteMeansNothing() {
    for context in Context.allCases {
      #expect(keymap.command(for: .paste("x"), in: context) == nil)
    }
  }
}
