import Canvas
import Config
import Testing

@testable import Console

/// Keys as the owner has set them.
@Suite struct RebindingTests {
  private func keymap(_ settings: KeySetting...) -> Keymap { Keymap.standard.rebound(by: settings) }

  private let gg = Chord(.character("g"), .character("g"))
  private let x = Chord(.character("x"))

  @Test func withoutSettingsNothingChanges() {
    #expect(keymap() == .standard)
  }

  @Test func aKeyDoesWhatItIsSetToAndNothingElse() {
    let keymap = keymap(KeySetting(x, .approve, in: .requests))
    #expect(keymap.action(for: .character("x"), in: .requests) == .command(.approve))
    #expect(keymap.action(for: .character("a"), in: .requests) == .command(.approve))
    #expect(keymap.key(for: .approve, in: .requests) == x)
    #expect(keymap.key(for: .reject, in: .requests) == nil)
    #expect(keymap.commands(in: .requests).contains(.reject))
    #expect(!keymap.bindings(in: .requests).contains { $0.command == .reject })
    // Elsewhere it is what it was.
    #expect(keymap.action(for: .character("x"), in: .groups) == .command(.reject))
  }

  @Test func aKeyCanBeSwitchedOff() {
    let keymap = keymap(KeySetting(x, nil, in: .requests))
    #expect(keymap.action(for: .character("x"), in: .requests) == .unboundKey("x"))
    #expect(keymap.action(for: .character("x"), in: .detail) == .command(.reject))
  }

  @Test func whatHoldsEverywhereStopsAtQuestions() {
    let y = Chord(.character("y"))
    let keymap = keymap(KeySetting(y, nil, in: nil), KeySetting(x, .down, in: nil))
    for context in [KeyContext.groups, .requests, .detail, .history] {
      #expect(keymap.command(for: .character("y"), in: context) == nil)
      #expect(keymap.command(for: .character("x"), in: context) == .down)
    }
    #expect(keymap.command(for: .character("y"), in: .question) == .confirm)
    #expect(keymap.command(for: .character("y"), in: .interrupted) == .confirm)
    #expect(keymap.command(for: .character("x"), in: .question) == nil)
  }

  @Test func aContextGoesBeforeWhatHoldsEverywhere() {
    let keymap = keymap(KeySetting(x, .mark, in: .requests), KeySetting(x, .undo, in: nil))
    #expect(keymap.command(for: .character("x"), in: .requests) == .mark)
    #expect(keymap.command(for: .character("x"), in: .detail) == .undo)
  }

  @Test func whatDoesNotActSomewhereLeavesTheKeyThereAlone() {
    let j = Chord(.character("j"))
    let keymap = keymap(KeySetting(j, .reject, in: nil))
    #expect(keymap.command(for: .character("j"), in: .requests) == .reject)
    #expect(keymap.command(for: .character("j"), in: .help) == .down)
  }

  @Test func aChordTakesTheBuiltInKeyThatBeginsIt() {
    let keymap = keymap(KeySetting(gg, .first, in: .requests))
    let g = Key.character("g")
    #expect(keymap.action(for: g, in: .requests) == .chordBegun(Chord(g)))
    #expect(keymap.action(for: g, after: [g], in: .requests) == .command(.first))
    #expect(keymap.action(for: .escape, after: [g], in: .requests) == .chordDropped)
    #expect(keymap.action(for: .character("x"), after: [g], in: .requests) == .unboundKey("g x"))
    #expect(keymap.chords(for: .first, in: .requests) == [gg, Chord(.home)])
    #expect(keymap.action(for: g, in: .groups) == .command(.first))
  }

  @Test func aChordOfThreeKeysIsBegunTwice() {
    let keys: [Key] = [.character("z"), .control("x"), .up]
    let keymap = keymap(KeySetting(Chord(keys: keys), .quit, in: .groups))
    #expect(keymap.action(for: keys[0], in: .groups) == .chordBegun(Chord(keys[0])))
    #expect(
      keymap.action(for: keys[1], after: [keys[0]], in: .groups)
        == .chordBegun(Chord(keys[0], keys[1])))
    #expect(
      keymap.action(for: keys[2], after: [keys[0], keys[1]], in: .groups) == .command(.quit))
    #expect(keymap.key(for: .quit, in: .groups)?.description == "z ^x ↑")
  }

  // MARK: the state

  private func state(_ settings: KeySetting...) -> State {
    var state = State.loaded([request("ana"), request("bo")])
    state = State(
      account: state.session.account,
      settings: Settings(keymap: Keymap.standard.rebound(by: settings)),
      now: state.now, size: state.size)
    _ = reduce(&state, .opened)
    _ = reduce(&state, .logAnswered(.success(.quiet)))
    _ = reduce(&state, .groupsAnswered(.success([group("g1", pending: 2)])))
    state.answer("g1", load: 1, [request("ana", minutes: 20), request("bo")])
    return state
  }

  @Test func theKeysOfAChordWaitForTheRest() {
    var state = state(KeySetting(gg, .last, in: .requests))
    let g = Key.character("g")
    state.expect(state.action(for: g)) {
      $0.status.chord = PendingChord(chord: Chord(g), context: .requests)
    }
    #expect(draw(state).text.hasSuffix("\n g …"))
    _ = state.send(state.action(for: g))
    #expect(state.status.chord == nil)
    #expect(state.selectedName == "bo")
  }

  @Test func escDropsAChord() {
    var state = state(KeySetting(gg, .last, in: .requests))
    let before = state
    _ = state.send(state.action(for: .character("g")))
    _ = state.send(state.action(for: .escape))
    #expect(state == before)
  }

  @Test func whatIsNoChordSaysSoAndDoesNothing() {
    var state = state(KeySetting(gg, .last, in: .requests))
    _ = state.send(state.action(for: .character("g")))
    state.expect(state.action(for: .character("x"))) {
      $0.status.chord = nil
      $0.message = Message("g x does nothing here; ? shows the keys.")
    }
  }

  @Test func aChordEndsWhereAnotherPlaceIsReached() {
    var state = state(KeySetting(gg, .last, in: .requests))
    _ = state.send(state.action(for: .character("g")))
    state.focus = .groups
    _ = state.send(.clock(start))
    #expect(state.status.chord == nil)
  }

  // MARK: the screen

  @Test func everyTextNamesTheKeyAsItIsBound() {
    var state = state(
      KeySetting(Chord(.function(2)), .undo, in: .requests), KeySetting(x, nil, in: .requests),
      KeySetting(Chord(.character("?")), nil, in: .requests),
      KeySetting(Chord(.function(1)), .help, in: .requests))
    _ = state.send(state.action(for: .character("x")))
    #expect(state.message?.text == "x does nothing here; F1 shows the keys.")
    _ = state.send(.command(.reject))
    let text = draw(state).text
    #expect(text.hasSuffix("\n Rejecting @ana.example.com, F2 to undo"))
    #expect(text.contains("\n a approve  F2 undo  Space mark "))
    #expect(text.contains(" F1 help "))
    #expect(!text.contains("x reject"))
    _ = state.send(.command(.help))
    #expect(draw(state).text.contains("F2 u       Take back what is held"))
    #expect(!draw(state).text.contains("Reject (all marked)"))
  }

  @Test func whatHasNoKeyIsFoundInThePalette() {
    var state = state(KeySetting(Chord(.character("u")), nil, in: nil))
    _ = state.send(.command(.reject))
    #expect(draw(state).text.hasSuffix("\n Rejecting @ana.example.com, :undo to undo"))
  }

  @Test func whereThereIsNoWayTheTextDoesWithout() {
    var state = state(
      KeySetting(Chord(.character("u")), nil, in: nil),
      KeySetting(Chord(.character(":")), nil, in: nil),
      KeySetting(Chord(.character("?")), nil, in: nil))
    _ = state.send(.command(.reject))
    #expect(draw(state).text.hasSuffix("\n Rejecting @ana.example.com"))
    _ = state.send(.unboundKey("Z"))
    #expect(state.message?.text == "Z does nothing here.")
  }
}
