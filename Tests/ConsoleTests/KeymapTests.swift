import Canvas
import Config
import Testing

@testable import Console

@Suite struct KeymapTests {
  private let keymap = Keymap.standard

  @Test(arguments: KeyContext.allCases)
  func noKeyHasTwoMeaningsInOneContext(_ context: KeyContext) {
    let keys = keymap.bindings(in: context).flatMap(\.chords)
    #expect(keys.count == Set(keys).count)
  }

  @Test(arguments: [KeyContext.groups, .requests, .detail, .history, .historyEntry, .group, .help])
  func whatHasNoPlaceWorksEverywhere(_ context: KeyContext) {
    #expect(keymap.command(for: .character("q"), in: context) == .quit)
    #expect(keymap.command(for: .character("?"), in: context) == .help)
    #expect(keymap.command(for: .control("z"), in: context) == .suspend)
    #expect(keymap.command(for: .control("l"), in: context) == .redraw)
    #expect(keymap.command(for: .character("T"), in: context) == .nextTheme)
    #expect(keymap.command(for: .escape, in: context) == .close)
  }

  @Test(arguments: [
    (Key.character("x"), Command.reject), (.character("a"), .approve), (.character("u"), .undo),
    (.enter, .open), (.character("r"), .refresh), (.character("j"), .down), (.down, .down),
    (.character("k"), .up), (.up, .up), (.character("g"), .first), (.home, .first),
    (.character("G"), .last), (.end, .last), (.control("d"), .pageDown), (.pageDown, .pageDown),
    (.control("u"), .pageUp), (.pageUp, .pageUp), (.tab, .nextPane), (.character("h"), .groupsPane),
    (.character("l"), .requestsPane), (.character("X"), .rejectAndBlock),
    (.character(" "), .mark), (.character("v"), .markRange), (.character("*"), .markAll),
    (.character("c"), .markBurst), (.character("/"), .filter), (.character("n"), .nextMatch),
    (.character("N"), .previousMatch), (.character("s"), .sort), (.character("S"), .reverse),
    (.character("o"), .showLink), (.character("y"), .copyLink), (.character("."), .retry),
    (.character("L"), .groupPage), (.character("M"), .markRaid),
  ])
  func theRequestsKeys(_ key: Key, _ command: Command) {
    #expect(keymap.command(for: key, in: .requests) == command)
  }

  @Test(arguments: [
    (Key.character("x"), Command.remove), (.character("u"), .undo), (.character("."), .retry),
    (.character(" "), .mark), (.character("v"), .markRange), (.character("*"), .markAll),
    (.character("i"), .switchLink), (.character("w"), .linkRule), (.character("p"), .linkApproval),
    (.character("B"), .switchLock), (.character("E"), .rename), (.character("e"), .note),
    (.character("/"), .filter), (.character("r"), .refresh), (.character("o"), .showLink),
    (.character("y"), .copyLink), (.character("j"), .down), (.character("L"), .groupPage),
  ])
  func theKeysOfAGroup(_ key: Key, _ command: Command) {
    #expect(keymap.command(for: key, in: .group) == command)
  }

  /// Who has just removed somebody must not have locked the group by a slip of the finger.
  @Test func nothingThatChangesAGroupIsBesideTheKeyThatRemoves() {
    for neighbour in "asdzcASDZC" {
      #expect(keymap.command(for: .character(neighbour), in: .group) == nil)
    }
  }

  @Test func aPasteMeansNothing() {
    for context in KeyContext.allCases {
      #expect(keymap.command(for: .paste("x"), in: context) == nil)
    }
  }

  @Test func aQuestionTakesYesNoAndTheWayOut() {
    #expect(keymap.action(for: .character("y"), in: .question) == .command(.confirm))
    #expect(keymap.action(for: .character("n"), in: .question) == .command(.decline))
    #expect(keymap.action(for: .escape, in: .question) == .command(.decline))
    #expect(keymap.action(for: .character("q"), in: .question) == .command(.quit))
    // Enter and the key that asked may be pressed once too often.
    #expect(keymap.action(for: .enter, in: .question) == .unboundKey("Enter"))
    #expect(keymap.action(for: .character("x"), in: .question) == .unboundKey("x"))
  }

  @Test(arguments: [Key.character("q"), .character("x"), .escape, .enter, .paste("x"), .up])
  func inThePromptEveryKeyIsText(_ key: Key) {
    #expect(keymap.action(for: key, in: .prompt) == .typed(key))
  }

  @Test func theOwnersFiltersAreOnTheirKeysWhereThereIsAList() {
    let mine = NamedFilter(name: "young", expression: "age < 2d", key: .character("1"))
    let keymap = Keymap.standard.adding(filters: [mine])
    #expect(keymap.action(for: .character("1"), in: .requests) == .filterChosen(mine))
    #expect(keymap.action(for: .character("1"), in: .groups) == .filterChosen(mine))
    #expect(keymap.action(for: .character("1"), in: .detail) == .unboundKey("1"))
    #expect(keymap.action(for: .character("2"), in: .requests) == .unboundKey("2"))
  }
}
