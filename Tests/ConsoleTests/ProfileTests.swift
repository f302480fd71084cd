import ATProto
import Canvas
import Config
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
    effects.compactMap { if case .findBursts(let requests) = $0 { requests } else { nil } }
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
    #expect(state.people.profiles.fault == fault)
    #expect(profileCalls(reduce(&state, .clock(start + 44))) == [])
    #expect(profileCalls(reduce(&state, .clock(start + 45))) == [[did("a")]])
    _ = reduce(&state, .profilesAnswered([did("a")], .success([])))
    #expect(state.people.profiles.fault == nil)
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
      did: did("a"), followers: 1, knownFollowers: 4, labels: ["spam"],
      relationship: Relationship(followedBy: true),
      readAt: start)
    _ = reduce(&state, .profilesAnswered([did("a")], .success([profile])))
    var corrected = a
    corrected.person.labels = ["spam"]
    corrected.person.followedBy = true
    corrected.person.knownFollowers = 4
    corrected.person.readAt = start
    #expect(state.request(a.id) == corrected)
    // A page that was asked for before tells the old story.
    var old = a
    old.person.readAt = start - 1
    _ = reduce(&state, .command(.refresh))
    _ = reduce(&state, .requestsArrived("g1", load: 2, [old]))
    #expect(state.request(a.id) == corrected)
  }

  /// What a list, the log or the members tell after a profile was fetched is how it is now.
  @Test func aListThatIsNewerThanAProfileWins() {
    var (state, _) = listed([a])
    let profile = Profile(
      did: did("a"), followers: 1, bio: "hi", knownFollowers: 4,
      relationship: Relationship(followedBy: true), readAt: start)
    _ = reduce(&state, .profilesAnswered([did("a")], .success([profile])))
    var told = request("a", minutes: 30, labels: ["spam"], readAt: start + 60)
    told.person.blocking = true
    told.person.followedBy = nil
    told.person.displayName = "New"
    _ = reduce(&state, .command(.refresh))
    _ = reduce(&state, .requestsArrived("g1", load: 2, [told]))
    _ = reduce(&state, .requestsEnded("g1", load: 2, nil))
    // Whom they know a list does not tell; counts and bio are the profile's.
    told.person.knownFollowers = 4
    #expect(state.request(a.id) == told)
    #expect(state.people.profiles[did("a")] == profile)
    // The profile of before comes in once more, late.
    _ = reduce(&state, .profilesAnswered([did("a")], .success([profile])))
    #expect(state.request(a.id) == told)
    // A newer one wins again, except for what it does not tell.
    var newer = profile
    newer.readAt = start + 120
    newer.knownFollowers = nil
    newer.labels = ["rude"]
    _ = reduce(&state, .profilesAnswered([did("a")], .success([newer])))
    #expect(state.request(a.id)?.person.labels == ["rude"])
    #expect(state.request(a.id)?.person.blocking == false)
    #expect(state.request(a.id)?.person.knownFollowers == 4)
    // The log tells of somebody on the list once more, and then of them before that.
    var again = request("a", minutes: 3, labels: ["bot"], readAt: start + 150)
    for (time, labels) in [(150.0, ["bot"] as [Label]), (140, ["bot"])] {
      again.person.readAt = start + time
      _ = reduce(
        &state,
        .logAnswered(.success(LivePage(events: [.asked(again)], cursor: "c2", hasMore: false))))
      #expect(state.request(a.id)?.person.labels == labels)
      #expect(state.request(a.id)?.requestedAt == a.requestedAt)
      again.person.labels = ["old"]
    }
    // A page that was on its way all the time has nothing new.
    _ = reduce(&state, .command(.refresh))
    _ = reduce(&state, .requestsArrived("g1", load: 3, [again]))
    _ = reduce(&state, .requestsEnded("g1", load: 3, nil))
    #expect(state.request(a.id)?.person.labels == ["bot"])
    // Somebody who comes back by the log is as the log says.
    var back = request("a", minutes: 1, labels: ["scam"], readAt: start + 180)
    back.requestedAt = start + 180
    let events: [LiveEvent] = [.ended(a.id, .withdrawn), .asked(back)]
    _ = reduce(
      &state, .logAnswered(.success(LivePage(events: events, cursor: "c2", hasMore: false))))
    #expect(state.request(a.id)?.person.labels == ["scam"])
  }

  @Test func whatOnlyTheTimeTellsApartIsNoChange() {
    var (state, effects) = listed([a])
    #expect(searches(effects) == [[a]])
    _ = reduce(&state, .burstsFound([]))
    var again = a
    again.person.readAt = start + 5
    _ = reduce(&state, .command(.refresh))
    effects = reduce(&state, .requestsArrived("g1", load: 2, [again]))
    effects += reduce(&state, .requestsEnded("g1", load: 2, nil))
    #expect(searches(effects) == [])
    #expect(state.request(a.id) == again)
  }

  /// A console that starts with what was kept, profile and all.
  @Test func aListThatIsNewerThanWhatWasKeptWins() {
    let profile = Profile(
      did: did("a"), followers: 1, relationship: Relationship(followedBy: true), readAt: start - 60)
    var kept = request("a", minutes: 30, labels: ["kept"], readAt: start - 30)
    kept.person.knownFollowers = 2
    var state = State.empty()
    _ = reduce(
      &state,
      .snapshotRead(
        Snapshot(
          groups: [group("g1", pending: 1)], groupsReadAt: start - 30,
          lists: [Snapshot.List(group: "g1", requests: [kept], readAt: start - 30)]
        ) { _ in profile }))
    #expect(state.request(a.id) == kept)
    _ = reduce(&state, .opened)
    _ = reduce(&state, .logAnswered(.success(.quiet)))
    _ = reduce(&state, .groupsAnswered(.success([group("g1", pending: 1)])))
    var told = request("a", minutes: 30, labels: ["told"], readAt: start)
    _ = reduce(&state, .requestsArrived("g1", load: 1, [told]))
    told.person.knownFollowers = 2
    #expect(state.request(a.id) == told)
  }

  @Test func membersAreAsTheNewerOfListAndProfileSays() {
    let ana = member("ana", followedBy: true)
    var state = State.members([ana])
    let profile = Profile(did: did("ana"), labels: ["rude"], readAt: start + 10)
    _ = reduce(&state, .profilesAnswered([did("ana")], .success([profile])))
    #expect(state.groupPage?[did("ana")]?.person.labels == ["rude"])
    #expect(state.groupPage?[did("ana")]?.person.followedBy == false)
    var (older, newer) = (ana, ana)
    older.person.readAt = start + 5
    newer.person.readAt = start + 15
    for (load, page) in [(3, older), (4, newer)] {
      _ = reduce(&state, .command(.refresh))
      _ = reduce(&state, .membersArrived("g1", load: load, [page]))
      _ = reduce(&state, .membersEnded("g1", load: load, nil))
      #expect(state.groupPage?[did("ana")]?.person.labels == (load == 3 ? ["rude"] : []))
    }
  }

  // MARK: Labelers

  private let labeler = DID("did:web:labels.example.com")!

  @Test func whatIsShownIsReadAgainWhereOtherLabelersCount() {
    var state = State.loaded([a])
    let kept = Labelers(readAt: start - 60)
    state.expect(.noticed(.labelers(kept))) { $0.people.labelers = kept }
    let named = Labelers(names: [Labelers.bluesky: "Sky"], readAt: start)
    state.expect(.noticed(.labelers(named))) { $0.people.labelers = named }
    let more = Labelers(subscribed: [labeler], readAt: start)
    let effects = state.send(.noticed(.labelers(more)))
    #expect(effects == [.loadGroups, .loadRequests("g1", load: 2)])
    #expect(state.people.labelers == more)
  }

  @Test func membersOnTheScreenAreReadAgainToo() {
    var state = State.members([member("ana")])
    _ = state.send(.noticed(.labelers(Labelers(readAt: start))))
    let effects = state.send(.noticed(.labelers(Labelers(subscribed: [labeler], readAt: start))))
    #expect(effects.contains(.loadMembers("g1", load: 4)), "\(effects)")
  }

  /// A page that is on its way may still have the labels of before.
  @Test func aListThatIsBeingReadIsReadOnceMore() {
    var state = State.withGroups([group("g1", pending: 1)])
    _ = state.send(.noticed(.labelers(Labelers(readAt: start))))
    _ = state.send(.noticed(.labelers(Labelers(subscribed: [labeler], readAt: start))))
    _ = state.send(.requestsArrived("g1", load: 1, [a]))
    #expect(
      state.send(.requestsEnded("g1", load: 1, nil)) == [
        .loadRequests("g1", load: 2), .loadProfiles([did("a")]),
      ])
  }

  /// The details of somebody, at 200×40.
  private func details(_ person: JoinRequest, _ labelers: Labelers?) -> String {
    var state = State.loaded([person], columns: 200, rows: 40)
    state.people.labelers = labelers
    _ = state.send(.command(.open))
    return draw(state).text
  }

  @Test func theDetailsSayWhoSaysWhat() {
    var person = request("a", labels: ["spam", Label("rude", by: labeler), Label("old", by: nil)])
    person.person.labels.append(Label("!no-unauthenticated", by: labeler))
    person.person.selfLabels = ["trusted", "!no-unauthenticated"]
    var text = details(person, nil)
    #expect(
      text.contains(
        " Labels    spam by Bluesky, rude by did:web:labels.example.com, old\n"))
    #expect(text.contains(" Claims    says of itself: trusted\n"))
    #expect(!text.contains("!no-unauth"))
    #expect(!text.contains("Labelers"))
    text = details(person, Labelers(subscribed: [labeler], names: [labeler: "Friends"]))
    #expect(text.contains(" Labels    spam by Bluesky, rude by Friends, old\n"))
    // Neither is a note on the row.
    let row = draw(State.loaded([person], columns: 120)).text
    #expect(row.contains(" spam, rude, old"))
    #expect(!row.contains("trusted") && !row.contains("!no-unauth"))
  }

  @Test func theDetailsSayWhereLabelersCouldNotBeRead() {
    var text = details(a, Labelers(fault: .down))
    #expect(text.contains("only Bluesky's own labels count"))
    #expect(text.contains("No connection."))
    text = details(a, Labelers(subscribed: [labeler], readAt: start, fault: .down))
    #expect(text.contains("those you had before count"))
  }

  @Test func aBlockIsSaidToHideTheRelation() {
    func relation(_ change: (inout Person) -> Void) -> (String, String) {
      var person = a.person
      change(&person)
      return (person.relationText, person.relationSentence)
    }
    func hide(_ person: inout Person) {
      person.following = nil
      person.followedBy = nil
    }
    #expect(
      relation {
        hide(&$0)
        $0.blocking = true
      } == ("blocked", "the block hides who follows whom, you block them"))
    #expect(
      relation {
        hide(&$0)
        $0.blocking = true
        $0.blockingByList = true
        $0.muted = true
        $0.mutedByList = true
      } == (
        "blocked",
        "the block hides who follows whom, you block them by a list, you mute them by a list"
      ))
    #expect(
      relation {
        hide(&$0)
        $0.blockedBy = true
      } == ("blocks you", "the block hides who follows whom, they block you"))
    #expect(relation(hide) == ("", "the service does not say who follows whom"))
    #expect(relation { _ in } == ("", "neither follows the other"))
    #expect(
      relation {
        $0.following = nil
        $0.followedBy = true
      } == ("follows you", "they follow you"))
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
    #expect(searches(reduce(&state, .burstsFound([]))) == [[a, b]])
    #expect(searches(reduce(&state, .burstsFound([]))) == [])
    #expect(searches(reduce(&state, .clock(start + 60))) == [])
  }

  @Test func onlyMembersWhoAreShownAndWaitingAreMarked() {
    let people = ["a", "b", "c", "d"].enumerated().map { index, name in
      request(name, minutes: Double(90 - index))
    }
    var state = State.loaded(people)
    _ = state.send(
      .burstsFound([
        Burst(
          members: [people[0].id, people[1].id, people[3].id],
          reasons: [.accountsMadeTogether(within: 3_600)], span: 180)
      ]))
    _ = state.send(
      .logAnswered(
        .success(
          LivePage(events: [.ended(people[1].id, .withdrawn)], cursor: "c2", hasMore: false))))
    #expect(state.people.bursts.burst(of: people[3].id)?.name == "A")
    #expect(
      state.people.bursts.burst(of: people[3].id)?.burst.sentence
        == "one of 3 who asked within 3 minutes: accounts made within 1 hour")
    _ = state.send(.command(.markBurst))
    #expect(state.markedNames == ["a", "d"])
    _ = state.send(.command(.close))
    _ = state.send(.command(.close))
    _ = state.send(
      .filterChosen(NamedFilter(name: "a", expression: "a.example", key: nil)))
    _ = state.send(.command(.markBurst))
    #expect(state.message == Message("Marked 1 person of burst A."))
  }

  @Test func whoBelongsToNoBurstMarksNobody() {
    var state = State.loaded([a])
    _ = state.send(.command(.markBurst))
    #expect(
      state.message == Message("The selected person belongs to no burst.", refusing: .markBurst))
    #expect(state.requests.list.marks.isEmpty)
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
    let profile = Profile(
      did: did("a"), followers: 2, relationship: Relationship(followedBy: true), readAt: start)
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
