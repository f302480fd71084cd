import ATProto
import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// Going on as another account.
@Suite struct AccountTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)
  private let olga = Self.account("olga")
  private let pia = Self.account("pia")

  private static func account(_ name: String) -> Account {
    Account(
      did: did(name), handle: Handle("\(name).example.com")!,
      host: try! ServiceURL("https://pds.example.com"))
  }

  private static let signedOut = Fault(
    .signedOut, "The session has ended.", cure: "Sign in again with: skydoor login olga.example.com"
  )

  /// A console of one account of three, with two people on the screen.
  private func loaded(_ others: [Account]? = nil, columns: Int = 120) -> State {
    var state = State(
      account: "mara.example.com", others: others ?? [olga, pia],
      settings: Settings(keymap: .standard), now: start, size: Size(columns: columns, rows: 24))
    _ = reduce(&state, .opened)
    _ = reduce(&state, .logAnswered(.success(.quiet)))
    _ = reduce(&state, .groupsAnswered(.success([group("g1", name: "Night Owls", pending: 2)])))
    state.answer("g1", load: 1, [a, b])
    state.focus = .requests
    return state
  }

  private func searching(_ text: String, in state: State) -> State {
    var state = state
    _ = state.send(.command(.palette))
    for character in text { _ = state.send(.typed(.character(character))) }
    return state
  }

  private func lastLine(_ state: State) -> String {
    draw(state).text.split(separator: "\n", omittingEmptySubsequences: false).last
      .map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
  }

  // MARK: The palette

  @Test func everyOtherAccountIsInThePalette() {
    var state = searching("switch", in: loaded())
    #expect(state.paletteEntries.map(\.name) == ["@olga.example.com", "@pia.example.com"])
    #expect(
      state.paletteEntries.map(\.help).first == "Switch to @olga.example.com on pds.example.com")
    for text in ["pia", "@pia", "switch pia"] {
      #expect(searching(text, in: loaded()).paletteEntries.first?.name == "@pia.example.com")
    }
    // Nothing else is meant by what an account is called.
    #expect(
      searching("mark", in: loaded([Self.account("mark")])).paletteEntries.first?.name == "mark")
    #expect(
      searching("mara", in: loaded([Self.account("mara")])).paletteEntries.first?.name
        == "@mara.example.com")
    #expect(draw(state).text.contains("▸ @olga.example.com"))
    _ = state.send(.typed(.down))
    #expect(state.send(.typed(.enter)) == [.checkAccount(pia)])
    #expect(state.palette == nil)
    #expect(state.session.switching == pia)
  }

  @Test func whereSomethingElseIsInFrontTheyAreToo() {
    var state = loaded()
    _ = state.send(.command(.history))
    #expect(searching("olga", in: state).paletteEntries.first?.name == "@olga.example.com")
  }

  @Test func theNextAccountIsACommandWithoutAKey() {
    var state = loaded()
    #expect(state.key(for: .nextAccount) == ":next-account")
    #expect(state.send(.command(.nextAccount)) == [.checkAccount(olga)])
  }

  @Test func aSingleAccountHasNoOther() {
    var state = loaded([])
    #expect(searching("switch", in: state).paletteEntries.isEmpty)
    #expect(state.send(.command(.nextAccount)) == [])
    #expect(state.message?.text == "No other account is signed in; skydoor login adds one.")
  }

  // MARK: The check

  @Test func itIsLookedFirstWhetherTheOtherCanBeWorkedFor() {
    var state = loaded()
    state.expect(.command(.nextAccount), effects: [.checkAccount(olga)]) {
      $0.session.switching = olga
      $0.message = Message(
        "Looking whether @olga.example.com is still signed in; Esc stays @mara.example.com")
    }
    // Meanwhile everything works.
    _ = state.send(.command(.down))
    #expect(state.selectedName == "b")
    #expect(state.session.isOpen && state.session.successor == nil)
  }

  @Test func whoCannotGoOnStaysWhoTheyAre() {
    var state = loaded()
    _ = state.send(.command(.nextAccount))
    state.expect(.accountChecked(olga, Self.signedOut)) {
      $0.session.switching = nil
      $0.message = Message(
        "You are still @mara.example.com. The session has ended. "
          + "Sign in again with: skydoor login olga.example.com", .error)
    }
    #expect(state.session.isOpen)
    // Another try is one.
    #expect(state.send(.command(.nextAccount)) == [.checkAccount(olga)])
  }

  @Test func escapeStaysAndALateAnswerChangesNothing() {
    var state = loaded()
    _ = state.send(.command(.nextAccount))
    state.expect(.command(.close)) {
      $0.session.switching = nil
      $0.message = nil
    }
    state.expect(.accountChecked(olga, nil))
    #expect(state.session.isOpen)
  }

  @Test func onlyTheLastChoiceCounts() {
    var state = loaded()
    _ = state.send(.command(.nextAccount))
    var other = searching("pia", in: state)
    _ = other.send(.typed(.enter))
    #expect(other.session.switching == pia)
    other.expect(.accountChecked(olga, nil))
    _ = other.send(.accountChecked(pia, nil))
    #expect(other.session.successor == pia)
  }

  // MARK: What is held

  @Test func withNothingHeldItGoesOnAtOnce() {
    var state = loaded()
    _ = state.send(.command(.nextAccount))
    #expect(reduce(&state, .accountChecked(olga, nil)) == [.saveSnapshot(state.snapshot!)])
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(state.session.successor == olga)
  }

  @Test func whatIsHeldIsSentFirst() {
    var state = loaded()
    _ = state.send(.command(.reject))
    let batch = state.decisions.batches[0].id
    _ = state.send(.command(.nextAccount))
    #expect(
      state.send(.accountChecked(olga, nil)) == [
        .send(batch, [Decision(.reject, a.id)]), .startQuitDeadline(.seconds(5)),
      ])
    #expect(state.session.isOpen && state.session.successor == nil)
    #expect(
      lastLine(state)
        == "Sending 1 decision before going on as @olga.example.com; q leaves now")
    _ = state.settle(batch, .done)
    #expect(state.session.successor == olga)
    #expect(state.decisions.lost.isEmpty)
  }

  /// What has begun can't be called back, and must not turn into leaving.
  @Test func escapeWhileItIsSentChangesNothing() {
    var state = loaded()
    _ = state.send(.command(.reject))
    _ = state.send(.command(.nextAccount))
    _ = state.send(.accountChecked(olga, nil))
    _ = state.send(.command(.close))
    _ = state.settle(state.decisions.batches[0].id, .done)
    #expect(state.session.successor == olga)
  }

  @Test func theDeadlineBoundsItAndNothingIsForgotten() {
    var state = loaded()
    _ = state.send(.command(.reject))
    _ = state.send(.command(.nextAccount))
    _ = state.send(.accountChecked(olga, nil))
    _ = state.send(.quitDeadlinePassed)
    #expect(state.session.successor == olga)
    #expect(state.decisions.lost.map(\.whom) == ["@a.example.com"])
  }

  // MARK: Leaving instead

  @Test func quittingWhileTheOtherIsLookedAtLeaves() {
    var state = loaded()
    _ = state.send(.command(.nextAccount))
    _ = state.send(.command(.quit))
    #expect(!state.session.isOpen && state.session.successor == nil)
    state.expect(.accountChecked(olga, nil))
  }

  @Test func quittingWhileWhatIsHeldIsSentLeavesAtOnce() {
    var state = loaded()
    _ = state.send(.command(.reject))
    _ = state.send(.command(.nextAccount))
    _ = state.send(.accountChecked(olga, nil))
    _ = state.send(.command(.quit))
    #expect(state.session.lifecycle == .finished(signal: nil))
    #expect(state.session.successor == nil)
  }

  /// A terminal that is gone has nobody in front of it who would go on.
  @Test func aSignalEndsTheConsoleWheneverItComes() {
    var looking = loaded()
    _ = looking.send(.command(.reject))
    _ = looking.send(.command(.nextAccount))
    var sending = looking
    _ = looking.send(.terminated(signal: 1))
    #expect(looking.session.lifecycle == .quitting(signal: 1) && looking.session.switching == nil)
    _ = sending.send(.accountChecked(olga, nil))
    var finished = sending
    #expect(sending.send(.terminated(signal: 1)) == [])
    _ = sending.settle(sending.decisions.batches[0].id, .done)
    #expect(sending.session.lifecycle == .finished(signal: 1) && sending.session.successor == nil)
    _ = finished.settle(finished.decisions.batches[0].id, .done)
    #expect(finished.session.successor == olga)
    _ = finished.send(.terminated(signal: 15))
    #expect(finished.session.endingSignal == 15 && finished.session.successor == nil)
  }

  @Test func whoIsLeavingDoesNotGoOn() {
    var state = loaded()
    _ = state.send(.command(.reject))
    _ = state.send(.command(.quit))
    #expect(state.send(.command(.nextAccount)) == [])
    #expect(state.session.switching == nil)
  }
}
