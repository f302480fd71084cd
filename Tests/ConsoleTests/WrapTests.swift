import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// Texts that are longer than their place: nothing is cut where it would mean something else.
@Suite struct WrapTests {
  private func rule(_ expression: String, named name: String = "throw-away") throws -> Rule {
    Rule(name: name, when: try Filter(expression), suggest: .reject)
  }

  /// The lines about the selected person below the list.
  private func summary(_ state: State) -> [String] {
    guard let rect = state.layout.summary else { return [] }
    return draw(state).text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(rect.row + 1).prefix(rect.rows - 1).map {
        $0.split(separator: "│", omittingEmptySubsequences: false).last!
          .trimmingCharacters(in: .whitespaces)
      }
  }

  @Test func theReasonsOfARuleGoOnInTheNextLine() throws {
    let rule = try rule("age < 7d and waiting < 2h")
    let state = State.loaded([request("ana")], rules: [rule])
    #expect(
      summary(state) == [
        "@ana.example.com", "asked 2026-09-21 14:03",
        "rule throw-away suggests to reject: age < 7d (age 3d),",
        "waiting < 2h (waiting 10m)",
      ])
  }

  @Test func reasonsThatDoNotFitAreCounted() throws {
    let rule = try rule(
      "age < 7d and waiting < 2h and not is:following and not is:follower and not has:avatar")
    let state = State.loaded([request("ana")], rules: [rule])
    #expect(
      summary(state).suffix(2) == [
        "rule throw-away suggests to reject: age < 7d (age 3d),",
        "waiting < 2h (waiting 10m) and 3 more",
      ])
    // Where there is a single line it has the number at least.
    var low = state
    _ = low.send(.resized(Size(columns: 80, rows: 18)))
    #expect(summary(low).last == "rule throw-away suggests to reject: 5 reasons")
    // And the details have all of them.
    _ = low.send(.command(.open))
    let text = draw(low).text
    for reason in ["age < 7d (age 3d)", "not is:follower", "not has:avatar"] {
      #expect(text.contains(reason))
    }
  }

  @Test func whyADecisionFailedGoesOnInTheNextLine() {
    let fault = Fault(
      .refused, "The service refused the decision because of something that it says at length.",
      cure: "Look at the group.")
    var state = State.loaded([request("ana")], undo: .zero)
    _ = state.send(.command(.reject))
    _ = state.settle(state.decisions.batches[0].id, .failed(fault))
    #expect(
      summary(state).suffix(2) == [
        "The service refused the decision because of something",
        "that it says at length. Look at the group.",
      ])
  }

  @Test func countsThatDoNotFitGoOnInTheNextLine() {
    var state = State.loaded([request("ana")])
    let profile = Profile(
      did: did("ana"), followers: 310_000, follows: 8_000, posts: 23_000, bio: "", readAt: start)
    _ = state.send(.profilesAnswered([did("ana")], .success([profile])))
    #expect(summary(state).joined(separator: " ").contains("23000 posts"))
  }

  @Test func factsThatDoNotFitAreCounted() {
    var state = State.loaded([request("ana")], rows: 12)
    let bio = (1...60).map { "word\($0)" }.joined(separator: " ")
    let profile = Profile(
      did: did("ana"), followers: 3, follows: 8, posts: 1, bio: bio, readAt: start)
    _ = state.send(.profilesAnswered([did("ana")], .success([profile])))
    _ = state.send(.command(.open))
    let lines = draw(state).text.split(separator: "\n", omittingEmptySubsequences: false)
    let last = String(lines[9])
    #expect(last.hasSuffix("more lines: make the screen taller to see them"))
    let hidden = Int(last.split(separator: " ")[0])!
    _ = state.send(.resized(Size(columns: 80, rows: 12 + hidden - 1)))
    #expect(draw(state).text.contains("Night") == false)
    #expect(draw(state).text.contains(" Group     Group g1"))
    #expect(!draw(state).text.contains("more lines"))
  }

  @Test func anAddressOnANarrowScreenIsWhole() {
    var state = State.loaded([request("ana")], columns: 40)
    _ = state.send(.command(.open))
    let text = draw(state).text
    #expect(!text.contains("…"))
    #expect(text.contains("https://bsky.app/profile/di"))
  }
}
