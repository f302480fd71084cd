import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// The way to the shell, from wherever the owner is.
@Suite struct SuspendTests {
  private let people = [request("ana", minutes: 30), request("bo", minutes: 20)]
  private let stop = Key.control("z")

  private func keymap(_ settings: KeySetting...) -> Keymap { Keymap.standard.rebound(by: settings) }

  private func console(_ keymap: Keymap = .standard, hasShell: Bool = true) -> State {
    var state = State(
      account: "mara.example.com", settings: Settings(canBeSuspended: hasShell, keymap: keymap),
      now: start, size: Size(columns: 100, rows: 24))
    _ = reduce(&state, .opened)
    _ = reduce(&state, .groupsAnswered(.success([group("g1", pending: 2)])))
    state.answer("g1", load: 1, people)
    state.focus = .requests
    return state
  }

  /// Everything that keys are taken for something else in.
  private static let places: [(name: String, keys: [Key])] = [
    ("list", []),
    ("question", [.character("*"), .character("x")]),
    ("doors", [.character("!")]),
    ("filter", [.character("/"), .character("a")]),
    ("note", [.character("e"), .character("a")]),
    ("name", [.character("L"), .character("E")]),
    ("palette", [.character(":"), .character("a")]),
    ("help", [.character("?")]),
    ("detail", [.enter]),
    ("history", [.character("H")]),
    ("group", [.character("L")]),
    ("filter of the history", [.character("H"), .character("/")]),
    ("palette in the help", [.character("?"), .character(":")]),
  ]

  private func press(_ keys: [Key], in state: inout State) {
    for key in keys { _ = state.send(state.action(for: key)) }
  }

  @Test(arguments: places.map(\.name)) func everyPlaceIsLeftAndFoundAgain(_ name: String) throws {
    let keys = try #require(Self.places.first { $0.name == name }).keys
    var state = console()
    press(keys, in: &state)
    let before = state
    #expect(state.action(for: stop) == .command(.suspend))
    state.expect(.command(.suspend), effects: [.suspend(saying: nil)])
    _ = state.send(.resized(state.size))
    #expect(state == before)
  }

  @Test func theLeftoversAreAskedAboutStill() throws {
    var state = console()
    state.modal = .interrupted
    #expect(state.action(for: stop) == .command(.suspend))
    state.expect(.command(.suspend), effects: [.suspend(saying: nil)])
  }

  @Test func aChordThatIsBegunIsDropped() {
    let chord = Chord(keys: [.character("z"), .character("z")])
    var state = console(keymap(KeySetting(chord, .refresh, in: nil)))
    _ = state.send(state.action(for: .character("z")))
    #expect(draw(state).text.contains("z …"))
    #expect(state.action(for: stop) == .command(.suspend))
    state.expect(.command(.suspend), effects: [.suspend(saying: nil)]) { $0.status.chord = nil }
  }

  @Test func aChordOfTheOwnersGoesBefore() {
    let chord = Chord(keys: [.character("z"), stop])
    var state = console(keymap(KeySetting(chord, .refresh, in: nil)))
    _ = state.send(state.action(for: .character("z")))
    #expect(state.action(for: stop) == .command(.refresh))
  }

  // MARK: Other keys for it

  @Test(arguments: places.map(\.name)) func anotherKeyDoesItToo(_ name: String) throws {
    let keys = try #require(Self.places.first { $0.name == name }).keys
    let keymap = keymap(
      KeySetting(Chord(.function(9)), .suspend, in: nil), KeySetting(Chord(stop), nil, in: nil))
    var state = console(keymap)
    press(keys, in: &state)
    #expect(state.action(for: .function(9)) == .command(.suspend))
    #expect(state.action(for: stop) != .command(.suspend))
  }

  /// A letter is text where text is typed, and a key that answers goes on answering.
  @Test func theKeyTakesNothingAway() {
    let keymap = keymap(
      KeySetting(Chord(.character("Z")), .suspend, in: nil),
      KeySetting(Chord(.character("y")), .suspend, in: nil))
    var state = console(keymap)
    #expect(state.action(for: .character("Z")) == .command(.suspend))
    press([.character("/")], in: &state)
    #expect(state.action(for: .character("Z")) == .typed(.character("Z")))
    #expect(state.action(for: .enter) == .typed(.enter))
    press([.escape, .character("*"), .character("x")], in: &state)
    #expect(state.action(for: .character("y")) == .command(.confirm))
    #expect(state.action(for: .character("Z")) == .command(.suspend))
  }

  // MARK: Without a shell

  @Test(arguments: ["question", "doors", "filter", "note", "name", "palette"])
  func whereThereIsNoShellThatIsSaidAtOnce(_ name: String) throws {
    let keys = try #require(Self.places.first { $0.name == name }).keys
    var state = console(hasShell: false)
    press(keys, in: &state)
    let before = state
    state.expect(state.action(for: stop)) {
      $0.status.aside = Message(
        "There is no shell to suspend to: the console was started in its place.",
        refusing: .suspend)
    }
    #expect(draw(state).text.contains("There is no shell to suspend to"))
    // The next key is about what was asked.
    _ = state.send(.unboundKey("F12"))
    #expect(!draw(state).text.contains("There is no shell"))
    #expect(state.question == before.question)
  }

  // MARK: Other keys

  @Test func aKeyThatAnswersNothingSaysSo() {
    var state = console()
    press([.character("*"), .character("x"), .character("j")], in: &state)
    #expect(draw(state).text.contains("j does nothing here."))
    #expect(draw(state).text.contains("Reject 2 people in Group g1?"))
    press([.character("n")], in: &state)
    #expect(state.status.aside == nil)
  }

  @Test func aChordThatBeginsInAQuestionIsShown() {
    let chord = Chord(keys: [.character("Y"), .character("Y")])
    var state = console(keymap(KeySetting(chord, .confirm, in: .question)))
    press([.character("*"), .character("x"), .character("Y")], in: &state)
    #expect(draw(state).text.contains("Y …"))
    #expect(draw(state).text.contains("Reject 2 people in Group g1?"))
  }

  @Test func aPasteOutsideOfALineSaysThatItDoesNothing() {
    var state = console()
    #expect(state.action(for: .paste("xq")) == .unboundKey("A pasted text"))
    press([.character("*"), .character("x")], in: &state)
    #expect(state.action(for: .paste("y")) == .unboundKey("A pasted text"))
    press([.escape, .character("/")], in: &state)
    #expect(state.action(for: .paste("y")) == .typed(.paste("y")))
  }

  /// Behind such a key nothing is read that may be the shell's.
  @Test func theKeysThatMayLeaveAreKnown() {
    let chord = Chord(keys: [.character("g"), .character("b")])
    let keymap = keymap(KeySetting(chord, .suspend, in: .requests))
    let keys = [stop, .character("q"), .control("c"), .enter, .character("b")]
    #expect(keys.allSatisfy(keymap.mayLeave))
    #expect(![Key.character("x"), .escape, .down].contains(where: keymap.mayLeave))
  }
}
