import ATProto
import Foundation
import Moderation
import Testing

@testable import Console

/// What an earlier console has left: shown until the service answers, and kept for the next one.
@Suite struct SnapshotTests {
  private static let seenAt = start - 7_200
  private let a = request("a", minutes: 300)
  private let b = request("b", minutes: 200)
  private let c = request("c", in: "g2", minutes: 250)
  private let groups = [group("g1", pending: 2), group("g2", pending: 35), group("g3")]

  private func seen(
    _ groups: [Group], _ people: [JoinRequest], profiles: [Profile] = []
  ) -> Snapshot {
    Snapshot(
      groups: groups, groupsReadAt: Self.seenAt,
      lists: groups.map { group in
        Snapshot.List(
          group: group.id, requests: people.filter { $0.group == group.id },
          readAt: Self.seenAt - 60)
      }
    ) { member in profiles.first { $0.did == member } }
  }

  /// A console that has only what an earlier one has left.
  private func remembering(_ groups: [Group]? = nil, undo: Duration = .zero) -> State {
    var state = State.empty(undo: undo)
    _ = state.send(.opened)
    _ = state.send(.snapshotRead(seen(groups ?? self.groups, [a, b, c])))
    _ = state.send(.burstsFound([]))
    return state
  }

  // MARK: What is shown

  @Test func whatIsRememberedIsShownAtOnceAndNothingIsAskedForIt() {
    var state = State.empty()
    state.expect(
      .snapshotRead(seen(groups, [a, b, c])), effects: [.findBursts([a, b, c])]
    ) {
      $0.groups.replace(with: groups)
      $0.groups.readAt = Self.seenAt
      for (group, people) in [("g1", [a, b]), ("g2", [c])] {
        var list = RequestList()
        list.merge(people)
        list.readAt = Self.seenAt - 60
        list.isOutdated = true
        $0.requests[group] = list
      }
      $0.requests.list.replace(with: [a.id, c.id, b.id])
      $0.people.bursts.isLooking = true
    }
    #expect(state.groups.items == groups)
    #expect(state.requests["g1"]?.rows == [a, b])
    #expect(state.requests["g2"]?.rows == [c])
    #expect(state.names == ["a", "c", "b"])
    #expect(state.groups.asOf == Self.seenAt)
    #expect(state.requests["g1"]?.asOf == Self.seenAt - 60)
    #expect(state.waitingInAll.description == "37")
    // Looking around asks for no list: the service has to say first which groups there are.
    #expect(state.send(.command(.down)) == [])
    #expect(state.names == ["a", "b"])
    #expect(state.send(.command(.open)) == [])
    #expect(state.send(.logAnswered(.success(.quiet))).first == .loadGroups)
  }

  @Test func aSingleGroupHasTheFocusOnItsPeople() {
    var state = remembering([group("g1", pending: 2)])
    #expect(state.focus == .requests)
    // The owner has gone elsewhere meanwhile, and is left there.
    _ = state.send(.command(.groupsPane))
    _ = state.send(.groupsAnswered(.success([group("g1", pending: 2)])))
    #expect(state.focus == .groups)
  }

  @Test(arguments: [[group("g2", pending: 1)], []])
  func theServiceThatWasFasterIsRight(answered: [Group]) {
    var state = State.empty()
    _ = state.send(.groupsAnswered(.success(answered)))
    state.expect(.snapshotRead(seen(groups, [a, b, c])))
  }

  @Test func aServiceThatFailedFasterIsNot() {
    var state = State.empty()
    _ = state.send(.groupsAnswered(.failure(.down)))
    _ = state.send(.snapshotRead(seen(groups, [a, b, c])))
    #expect(state.names == ["a", "c", "b"])
    #expect(state.groups.fault == .down)
  }

  // MARK: What the service answers

  @Test func theListsAreReplacedOneByOneAndTheSelectionStays() {
    var state = remembering()
    _ = state.send(.command(.requestsPane))
    _ = state.send(.command(.down))
    #expect(state.selectedName == "c")
    #expect(
      state.send(.groupsAnswered(.success(groups))) == [.loadRequests("g1", load: 1)])
    #expect(state.groups.asOf == nil)
    #expect(state.selectedName == "c")
    _ = state.send(
      .requestsArrived("g1", load: 1, [request("older", minutes: 999), b, request("new")]))
    #expect(state.selectedName == "c")
    #expect(state.requests["g1"]?.asOf != nil)
    #expect(
      state.send(.requestsEnded("g1", load: 1, nil))
        == [.linger(.seconds(4)), .loadRequests("g2", load: 2)])
    #expect(state.requests["g1"]?.asOf == nil)
    #expect(state.requests["g2"]?.asOf == Self.seenAt - 60)
    #expect(state.names == ["older", "a", "c", "b", "new"])
    #expect(state.departure(of: a.id)?.cause == .unknown)
    #expect(state.selectedName == "c")
    // The one who is selected is not there any more: the next key must not hit another.
    _ = state.send(.requestsArrived("g2", load: 2, [request("d", in: "g2", minutes: 240)]))
    _ = state.send(.requestsEnded("g2", load: 2, nil))
    _ = state.send(.clock(start + 4))
    _ = state.send(.lingerElapsed)
    #expect(state.names == ["older", "c", "d", "b", "new"])
    #expect(state.selectedName == "c")
    #expect(state.send(.command(.reject)) == [])
    #expect(state.message?.text.hasPrefix("@c.example.com is not waiting any more") == true)
  }

  @Test func nobodySlipsUnderACursorThatHasNotMoved() {
    var state = remembering()
    #expect(state.selectedName == "a")
    _ = state.send(.groupsAnswered(.success(groups)))
    _ = state.send(.requestsArrived("g1", load: 1, [request("older", minutes: 999), a, b]))
    #expect(state.selectedName == "a")
  }

  @Test func aListIsReadWhereTheServiceSaysThatNobodyWaits() {
    var state = remembering()
    _ = state.send(.command(.last))
    #expect(
      state.send(.groupsAnswered(.success([group("g1"), group("g2"), group("g3")])))
        == [.loadRequests("g3", load: 1)])
    #expect(
      state.send(.requestsEnded("g3", load: 1, nil)) == [.loadRequests("g1", load: 2)])
  }

  @Test func aGroupThatIsNotTheirsAnyMoreGoes() {
    var state = remembering()
    _ = state.send(.command(.down))
    #expect(
      state.send(.groupsAnswered(.success([group("g2", pending: 1)])))
        == [.loadRequests("g2", load: 1)])
    #expect(state.names == ["c"])
    #expect(state.requests["g1"] == nil)
  }

  @Test func withoutTheServiceItStaysReadableAndRefreshTriesAgain() {
    var state = remembering()
    state.expect(.groupsAnswered(.failure(.down))) {
      $0.service.connection = .offline(.down)
      $0.groups.fault = .down
      $0.groups.phase = .failed(.down)
    }
    #expect(state.names == ["a", "c", "b"])
    #expect(state.groups.asOf == Self.seenAt)
    state.expect(.command(.refresh), effects: [.recall, .loadGroups]) {
      $0.groups.phase = .loading
      $0.requests["g1"]?.isOutdated = true
      $0.requests["g2"]?.isOutdated = true
    }
    #expect(
      state.send(.groupsAnswered(.success(groups))) == [.loadRequests("g1", load: 1)])
    _ = state.send(.requestsEnded("g1", load: 1, .down))
    #expect(state.names == ["a", "c", "b"])
    #expect(state.requests["g1"]?.asOf == Self.seenAt - 60)
  }

  // MARK: Decisions

  @Test func aRowThatIsRememberedTakesADecision() {
    var state = remembering()
    #expect(
      state.send(.command(.reject)) == [
        .record(.reject, a), .send(1, [Decision(.reject, a.id)]),
      ])
    #expect(state.names == ["c", "b"])
    #expect(state.waitingInAll.description == "36")
    // Its list, which is being read meanwhile, still names the person.
    _ = state.send(.groupsAnswered(.success(groups)))
    _ = state.send(.requestsArrived("g1", load: 2, [a, b]))
    #expect(state.names == ["c", "b"])
    _ = state.send(.decisionSettled(1, a.id, .gone))
    #expect(
      state.message?.text
        == "@a.example.com was not waiting any more: withdrawn, or handled elsewhere.")
    #expect(state.names == ["c", "b"])
  }

  @Test func aDecisionThatSettlesFirstReadsNoList() {
    var state = remembering()
    _ = state.send(.command(.reject))
    #expect(state.send(.decisionSettled(1, a.id, .done)) == [.loadGroup("g1")])
    // Nothing is kept of what the service has not said.
    #expect(state.snapshot == nil)
  }

  @Test func aGroupThatWasFullMayHaveSeatsNow() {
    let full = group("g1", pending: 2, members: 50)
    var state = remembering([full])
    #expect(
      state.send(.command(.approve)) == [
        .record(.approve, a), .send(1, [Decision(.approve, a.id)]),
      ])
    _ = state.send(.groupsAnswered(.success([full])))
    #expect(state.send(.command(.approve)) == [])
  }

  // MARK: Profiles

  @Test func profilesAreNotAskedForAgainWithinTheirLife() {
    let profiles = [
      Profile(did: a.person.did, followers: 7, readAt: start - 899),
      Profile(did: b.person.did, followers: 8, readAt: start - 900),
      Profile(did: c.person.did, followers: 9, readAt: start + 1),
    ]
    var state = State.empty()
    _ = state.send(.snapshotRead(seen(groups, [a, b, c], profiles: profiles)))
    #expect(state.people.profiles[a.person.did]?.followers == 7)
    #expect(state.people.profiles[b.person.did] == nil)
    #expect(state.people.profiles[c.person.did] == nil)
    _ = state.send(.groupsAnswered(.success(groups)))
    _ = state.send(.requestsArrived("g1", load: 1, [a, b]))
    _ = state.send(.requestsEnded("g1", load: 1, nil))
    _ = state.send(.requestsArrived("g2", load: 2, [c]))
    let effects = reduce(&state, .requestsEnded("g2", load: 2, nil))
    #expect(effects.contains(.loadProfiles([c.person.did, b.person.did])))
  }

  // MARK: What is kept

  @Test func aListThatWasReadIsKeptAsOfNowWhileTheLogIsFollowed() {
    var state = State.withGroups([group("g1", pending: 21, capped: true), group("g2")])
    state.expect(.requestsArrived("g1", load: 1, [a, b])) {
      var list = $0.requests["g1"]!
      for person in [a, b] { list.reading.load?.take(person.person.did) }
      list.merge([a, b])
      $0.requests["g1"] = list
      $0.requests.list.replace(with: [a.id, b.id])
      $0.people.bursts.isStale = true
    }
    #expect(state.requests["g1"]?.rows == [a, b])
    #expect(state.requests["g1"]?.reading.load?.seen == [a.person.did, b.person.did])
    #expect(state.names == ["a", "b"])
    let kept = Snapshot(
      groups: [group("g1", pending: 2), group("g2")], groupsReadAt: start,
      lists: [Snapshot.List(group: "g1", requests: [a, b], readAt: start)])
    #expect(reduce(&state, .requestsEnded("g1", load: 1, nil)).contains(.saveSnapshot(kept)))
    // Without the log nobody knows what has happened since.
    _ = state.send(.clock(start + 60))
    _ = state.send(.logAnswered(.failure(.down)))
    #expect(state.snapshot == kept)
  }

  @Test func itIsKeptOnceInThirtySecondsAndAtTheEnd() {
    var state = State.loaded([a, b], undo: .zero)
    func isKept(_ effects: [Effect]) -> Bool {
      effects.contains { if case .saveSnapshot = $0 { true } else { false } }
    }
    #expect(!isKept(reduce(&state, .command(.reject))))
    let afterDecision = reduce(&state, .decisionSettled(2, a.id, .done))
    #expect(!isKept(afterDecision))
    _ = reduce(&state, .requestsArrived("g1", load: 3, [b]))
    #expect(!isKept(reduce(&state, .requestsEnded("g1", load: 3, nil))))
    #expect(!isKept(reduce(&state, .clock(start + 29))))
    // It is the next thing that happens, whatever it is.
    #expect(isKept(reduce(&state, .clock(start + 30))))
    #expect(!isKept(reduce(&state, .clock(start + 90))))
    let kept = state.snapshot
    #expect(kept?.lists.first?.requests == [b])
    #expect(reduce(&state, .command(.quit)) == [.saveSnapshot(kept!)])
    // Only once.
    #expect(reduce(&state, .terminated(signal: 15)) == [])
  }

  /// No list is read again after a batch that changed nothing: it is the batch itself that counts.
  @Test func itIsKeptAfterABatchThatFailed() {
    var state = State.loaded([a, b], undo: .zero)
    _ = state.send(.command(.reject))
    #expect(state.send(.clock(start + 30)) == [])
    let kept = Snapshot(
      groups: [group("g1", pending: 2)], groupsReadAt: start + 30,
      lists: [Snapshot.List(group: "g1", requests: [a, b], readAt: start + 30)])
    let effects = state.send(.decisionSettled(2, a.id, .failed(.odd)))
    #expect(effects.contains(.saveSnapshot(kept)))
  }

  /// A prompt that tells what was seen last is not to tell of an hour ago.
  @Test(arguments: [LiveEvent.asked(request("d")), .ended(request("b").id, .withdrawn)])
  func whoComesOrGoesIsKeptToo(_ event: LiveEvent) {
    var state = State.loaded([a, b])
    _ = state.send(.clock(start + 30))
    let page = LivePage(events: [event], cursor: "c2", hasMore: false)
    let effects = reduce(&state, .logAnswered(.success(page)))
    #expect(effects.contains(.saveSnapshot(state.snapshot!)))
    #expect(
      !reduce(&state, .logAnswered(.success(.quiet))).contains {
        if case .saveSnapshot = $0 { true } else { false }
      })
  }

  @Test func nothingIsKeptWhileAListIsBeingRead() {
    var state = State.withGroups([group("g1", pending: 1), group("g2", pending: 1)])
    _ = reduce(&state, .requestsArrived("g1", load: 1, [a]))
    #expect(
      !reduce(&state, .requestsEnded("g1", load: 1, nil)).contains {
        if case .saveSnapshot = $0 { true } else { false }
      })
    _ = reduce(&state, .requestsArrived("g2", load: 2, [c]))
    let effects = reduce(&state, .requestsEnded("g2", load: 2, nil))
    #expect(effects.contains(.saveSnapshot(state.snapshot!)))
    #expect(state.snapshot?.lists.map(\.requests) == [[a], [c]])
  }

  @Test func whoHasLeftIsNotKept() {
    var state = State.loaded([a, b])
    _ = state.send(
      .logAnswered(
        .success(LivePage(events: [.ended(a.id, .withdrawn)], cursor: "c2", hasMore: false))))
    #expect(state.snapshot?.lists.map(\.requests) == [[b]])
    #expect(state.snapshot?.groups.map(\.pending) == [1])
  }

  @Test func whatIsOnlyRememberedKeepsItsDate() {
    var state = remembering()
    _ = state.send(.logAnswered(.success(.quiet)))
    _ = state.send(.groupsAnswered(.success(groups)))
    #expect(state.snapshot?.groupsReadAt == start)
    #expect(state.snapshot?.lists.map(\.readAt) == [Self.seenAt - 60, Self.seenAt - 60])
    #expect(state.snapshot?.groups.map(\.pending) == [2, 35, 0])
  }

  @Test func quittingBeforeTheServiceHasAnsweredLeavesWhatIsThere() {
    var state = remembering()
    #expect(reduce(&state, .command(.quit)) == [])
  }

  @Test func aQuitThatWaitsForDecisionsKeepsAtTheEnd() {
    var state = State.loaded([a, b])
    _ = state.send(.command(.reject))
    let leaving = reduce(&state, .command(.quit))
    #expect(leaving == [.send(2, [Decision(.reject, a.id)]), .startQuitDeadline(.seconds(5))])
    #expect(reduce(&state, .decisionSettled(2, a.id, .done)) == [.saveSnapshot(state.snapshot!)])
    #expect(state.snapshot?.lists.map(\.requests) == [[b]])
  }
}
