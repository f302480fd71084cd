import ATProto
import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// What the console finds out about the people by itself.
@Suite struct PeopleTests {
  private func profileCalls(_ effects: [Effect]) -> [[DID]] {
    effects.compactMap { if case .loadProfiles(let members) = $0 { members } else { nil } }
  }

  @Test func thoseOnTheScreenAreLookedUpInCallsOfTwentyFiveTwoAtATime() {
    var state = State.withGroups([group("g1", pending: 99)], rows: 100)
    let people = (0..<90).map { request("p\($0)", minutes: Double(500 - $0)) }
    // The first rows change with every page, so nobody is looked up before the list is there.
    #expect(
      profileCalls(reduce(&state, .requestsArrived("g1", load: 1, people))) == [])
    let calls = profileCalls(reduce(&state, .requestsEnded("g1", load: 1, nil)))
    #expect(calls == [people[..<25].map(\.person.did), people[25..<50].map(\.person.did)])
    let more = profileCalls(reduce(&state, .profilesAnswered(calls[0], .success([]))))
    #expect(more == [people[50..<75].map(\.person.did)])
  }

  @Test func aFailedCallIsFollowedByARest() {
    var state = State.withGroups([group("g1", pending: 1)])
    _ = reduce(&state, .requestsArrived("g1", load: 1, [request("a")]))
    _ = reduce(&state, .requestsEnded("g1", load: 1, nil))
    #expect(profileCalls(reduce(&state, .profilesAnswered([did("a")], .failure(.down)))) == [])
    #expect(profileCalls(reduce(&state, .clock(start + 29))) == [])
    #expect(profileCalls(reduce(&state, .clock(start + 30))) == [[did("a")]])
  }

  @Test func aFilterThatNeedsProfilesHasEverybodyLookedUp() throws {
    let people = (0..<40).map { request("p\($0)", minutes: Double(500 - $0)) }
    var state = State.withGroups([group("g1", pending: 40)], rows: 12)
    _ = reduce(&state, .requestsArrived("g1", load: 1, people))
    var calls = profileCalls(reduce(&state, .requestsEnded("g1", load: 1, nil)))
    #expect(Set(calls.joined()).count == state.layout.requestsShown)
    let few = NamedFilter(name: "few", expression: "followers < 3", key: nil)
    calls += profileCalls(reduce(&state, .filterChosen(few)))
    #expect(state.names == [])
    while let call = calls.popLast() {
      let profiles = call.map { Profile(did: $0, followers: 2, readAt: start) }
      calls += profileCalls(reduce(&state, .profilesAnswered(call, .success(profiles))))
    }
    #expect(state.names.count == 40)
  }

  @Test func aBurstIsLookedForAndMarkedWithOneKey() {
    let people = ["a", "b", "c", "d"].map { request($0) }
    var state = State.withGroups([group("g1", pending: 4)])
    _ = reduce(&state, .requestsArrived("g1", load: 1, people))
    let effects = reduce(&state, .requestsEnded("g1", load: 1, nil))
    #expect(effects.contains(.findBursts(people)))
    let burst = Burst(
      members: people.prefix(3).map(\.id), reasons: [.similarHandles(example: "a")], span: 60)
    _ = reduce(&state, .burstsFound([burst]))
    _ = reduce(&state, .command(.markBurst))
    #expect(state.markedNames == ["a", "b", "c"])
    #expect(state.message?.text == "Marked 3 people of burst A.")
  }

  @Test func burstsAreNamedByLetterAndAfterTheLastWithANumber() {
    let people = (0..<28).map { request("p\($0)") }
    var bursts = BurstIndex()
    bursts.replace(
      with: people.map {
        Burst(members: [$0.id], reasons: [.similarHandles(example: "p")], span: 60)
      })
    #expect(
      [0, 25, 26, 27].map { bursts.burst(of: people[$0].id)?.name } == ["A", "Z", "A2", "B2"])
  }

  @Test func aRuleSuggestsAndDecidesNothing() throws {
    let rule = Rule(name: "strangers", when: try Filter("not is:following"), suggest: .reject)
    let state = State.loaded([request("a")], rules: [rule])
    let suggestion = try #require(state.suggestion(for: request("a")))
    #expect(suggestion.badge == "reject: strangers")
    #expect(
      suggestion.sentence
        == "rule strangers suggests to reject: not is:following (not following)")
    #expect(state.decisions.batches.isEmpty)
  }

  @Test func theProfileLinkIsShownAndCopied() {
    var state = State.loaded([request("a")])
    let link = "https://bsky.app/profile/did:plc:a"
    #expect(state.send(.command(.showLink)) == [])
    #expect(state.message == Message(link, link: Link(link)))
    #expect(state.send(.command(.copyLink)) == [.copy(link)])
    _ = state.send(.copied(link, false))
    #expect(state.message?.tone == .warning)
  }

  @Test func theQueueOfAllGroupsIsInOrderAndMarksEachGroupRead() {
    let groups = [group("g1", pending: 1, unread: 1), group("g2", pending: 2, unread: 2)]
    var state = State.queue(
      [
        request("b", in: "g1", minutes: 20), request("a", in: "g2", minutes: 30),
        request("c", in: "g2", minutes: 10),
      ], groups: groups)
    #expect(state.scope == .all)
    #expect(state.names == ["a", "b", "c"])
    state.focus = .groups
    #expect(state.send(.command(.requestsPane)) == [.markRead("g1"), .markRead("g2")])
    #expect(state.send(.command(.requestsPane)) == [])
  }
}
