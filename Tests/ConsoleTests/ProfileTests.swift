import ATProto
import Canvas
import Foundation
import Moderation
import Testing

@testable import Console

/// Profiles, bursts, rules, links and what is marked read.
@Suite struct ProfileTests {
  private let a = request("a", minutes: 30)
  private let b = request("b", minutes: 20)

  private func profileCalls(_ effects: [Effect]) -> [[DID]] {
    effects.compactMap { if case .loadProfiles(let members) = $0 { members } else { nil } }
  }

  private func searches(_ effects: [Effect]) -> [[JoinRequest]] {
    effects.compactMap { if case .findClusters(let requests) = $0 { requests } else { nil } }
  }

  /// The first reading of a list has ended; nothing is answered about its people.
  private func listed(_ people: [JoinRequest], rows: Int = 24) -> (State, [Effect]) {
    var state = State.withGroups([group("g1", pending: 1)], rows: rows)
    _ = reduce(&state, .requestsArrived("g1", load: 1, people))
    let effects = reduce(&state, .requestsEnded("g1", load: 1, nil))
    return (state, effects)
  }

  // MARK: Profiles

  @Test func onlyThoseOnTheScreenAreLookedUpUntilTheOwnerScrolls() throws {
    let people = (10..<60).map { request("p\($0)", minutes: Double(500 - $0)) }
    var (state, effects) = listed(people, rows: 12)
    let shown = state.layout.requestsShown
    let calls = profileCalls(effects)
    #expect(calls == [people[..<shown].map(\.person.did)])
    #expect(profileCalls(reduce(&state, .profilesAnswered(calls[0], .success([])))) == [])
    effects = reduce(&state, .command(.last))
    #expect(profileCalls(effects) == [people.suffix(shown).map(\.person.did)])
  }

  @Test func nobodyIsAskedForTwice() {
    let groups = [group("g1", pending: 1), group("g2", pending: 1)]
    var state = State.withGroups(groups)
    _ = reduce(&state, .requestsArrived("g1", load: 1, [a]))
    var effects = reduce(&state, .requestsEnded("g1", load: 1, nil))
    _ = reduce(&state, .requestsArrived("g2", load: 2, [request("a", in: "g2")]))
    effects += reduce(&state, .requestsEnded("g2", load: 2, nil))
    #expect(profileCalls(effects) == [[did("a")]])
    #expect(profileCalls(reduce(&state, .clock(start + 1))) == [])
  }

  @Test func nobodyHasSuchAnAccountIsAnAnswerForAQuarterOfAnHour() {
    var (state, _) = listed([a])
    _ = reduce(&state, .profilesAnswered([did("a")], .success([])))
    #expect(profileCalls(reduce(&state, .clock(start + 899))) == [])
    #expect(profileCalls(reduce(&state, .clock(start + 900))) == [[did("a")]])
  }

  @Test func theServiceMayAskForALongerRest() {
    var (state, _) = listed([a])
    let fault = Fault(.rateLimited, "Too many.", cure: "Wait.", retryAt: start + 45)
    _ = reduce(&state, .profilesAnswered([did("a")], .failure(fault)))
    #expect(state.profiles.fault == fault)
    #expect(profileCalls(reduce(&state, .clock(start + 44))) == [])
    #expect(profileCalls(reduce(&state, .clock(start + 45))) == [[did("a")]])
    _ = reduce(&state, .profilesAnswered([did("a")], .success([])))
    #expect(state.profiles.fault == nil)
  }

  @Test func aConsoleThatLeavesLooksNobodyUp() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    _ = reduce(&state, .command(.quit))
    #expect(profileCalls(reduce(&state, .clock(start + 3_600))) == [])
  }

  @Test func aProfileCorrectsTheRowForGood() {
    var (state, _) = listed([a])
    let profile = Profile(
      did: did("a"), followers: 1, knownFollowers: 4, labels: ["spam"], followedBy: true,
      readAt: start)
    _ = reduce(&state, .profilesAnswered([did("a")], .success([profile])))
    var corrected = a
    corrected.person.labels = ["spam"]
    corrected.person.followedBy = true
    corrected.person.knownFollowers = 4
    #expect(state.request(a.id) == corrected)
    // A later page tells the old story.
    _ = reduce(&state, .command(.refresh))
    _ = reduce(&state, .requestsArrived("g1", load: 2, [a]))
    #expect(state.request(a.id) == corrected)
  }

  @Test func theFilterIsAppliedAgainWhenProfilesCome() {
    var state = State.loaded([a, b])
    _ = state.send(
      .filterChosen(NamedFilter(name: "few", expression: "followers < 3", key: nil)))
    #expect(state.names == [])
    let known = [("a", 3), ("b", 2)].map {
      Profile(did: did($0.0), followers: $0.1, readAt: start)
    }
    _ = state.send(.profilesAnswered(known.map(\.did), .success(known)))
    #expect(state.names == ["b"])
  }

  // MARK: Bursts

  @Test func burstsAreLookedForOnceAListHasBeenReadAndAgainWhenSomebodyComes() {
    var (state, effects) = listed([a])
    #expect(searches(effects) == [[a]])
    let arrival = Action.logAnswered(
      .success(LivePage(events: [.asked(b)], cursor: "c2", hasMore: false)))
    // One search at a time.
    #expect(searches(reduce(&state, arrival)) == [])
    #expect(searches(reduce(&state, .clustersFound([]))) == [[a, b]])
    #expect(searches(reduce(&state, .clustersFound([]))) == [])
    #expect(searches(reduce(&state, .clock(start + 60))) == [])
  }

  @Test func onlyMembersWhoAreShownAndWaitingAreMarked() {
    let people = ["a", "b", "c", "d"].enumerated().map { index, name in
      request(name, minutes: Double(90 - index))
    }
    var state = State.loaded(people)
    _ = state.send(
      .clustersFound([
        Cluster(
          members: [people[0].id, people[1].id, people[3].id],
          reasons: [.accountsMadeTogether(within: 3_600)], span: 180)
      ]))
    _ = state.send(
      .logAnswered(
        .success(
          LivePage(events: [.ended(people[1].id, .withdrawn)], cursor: "c2", hasMore: false))))
    #expect(state.clusters.cluster(of: people[3].id)?.name == "A")
    #expect(
      state.clusters.cluster(of: people[3].id)?.cluster.sentence
        == "one of 3 who asked within 3 minutes: accounts made within 1 hour")
    _ = state.send(.command(.markCluster))
    #expect(state.markedNames == ["a", "d"])
    _ = state.send(.command(.close))
    _ = state.send(.command(.close))
    _ = state.send(
      .filterChosen(NamedFilter(name: "a", expression: "a.example", key: nil)))
    _ = state.send(.command(.markCluster))
    #expect(state.message == Message("Marked 1 person of burst A."))
  }

  @Test func whoBelongsToNoBurstMarksNobody() {
    var state = State.loaded([a])
    _ = state.send(.command(.markCluster))
    #expect(
      state.message == Message("The selected person belongs to no burst.", refusing: .markCluster))
    #expect(state.marks.isEmpty)
  }

  // MARK: Rules

  @Test func theFirstRuleThatMatchesSuggests() throws {
    let rules = [
      Rule(name: "few", when: try Filter("followers < 3"), suggest: .rejectAndBlock),
      Rule(name: "friends", when: try Filter("is:follower"), suggest: .approve),
    ]
    let friend = request("a", followedBy: true)
    var state = State.loaded([friend], rules: rules)
    #expect(state.suggestion(for: friend)?.badge == "approve: friends")
    let profile = Profile(did: did("a"), followers: 2, followedBy: true, readAt: start)
    _ = state.send(.profilesAnswered([did("a")], .success([profile])))
    #expect(state.suggestion(for: friend)?.badge == "reject and block: few")
    #expect(
      state.suggestion(for: friend)?.sentence
        == "rule few suggests to reject and block: followers < 3 (followers 2)")
    #expect(state.suggestion(for: b) == nil)
  }

  // MARK: Links

  @Test func theGroupsPaneHasTheLinkOfTheGroup() throws {
    var state = State.loaded([a])
    state.focus = .groups
    let url = try #require(state.groups["g1"]?.link?.url)
    #expect(state.send(.command(.copyLink)) == [.copy(url)])
    _ = state.send(.command(.showLink))
    #expect(state.message == Message(url, link: Link(url)))
    state = State.loaded([a], groups: [group("g1", pending: 1, link: nil)])
    state.focus = .groups
    #expect(state.send(.command(.copyLink)) == [])
    #expect(state.message == Message("This group has no join link.", refusing: .copyLink))
  }

  @Test(arguments: [
    (true, Message("Handed to the terminal's clipboard: x", .success)),
    (false, Message("This terminal is not known to copy; here it is: x", .warning)),
  ])
  func copyingSaysWhetherTheTerminalCan(_ isDone: Bool, _ message: Message) {
    var state = State.loaded([a])
    state.expect(.copied("x", isDone)) { $0.message = message }
  }

  // MARK: Marking read

  @Test func aMarkThatDidNotGetThroughLooksAtTheGroupAgain() {
    var state = State.loaded([a])
    state.expect(.markedRead("g1", nil))
    state.expect(.markedRead("g1", .down), effects: [.loadGroup("g1")])
  }
}
