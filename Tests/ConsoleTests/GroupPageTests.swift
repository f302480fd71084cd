import Canvas
import Config
import Foundation
import Moderation
import Testing

@testable import Console

/// One group on the whole screen, and who is in it.
@Suite struct GroupPageTests {
  private let people = [
    member("mara", role: .owner), member("ana"), member("bo", addedBy: "mara"), member("cleo"),
  ]

  private func shown() -> State { .members(people) }

  /// The members are read again, and these are there.
  private func read(_ members: [GroupMember], load: Int, in state: inout State) -> [Effect] {
    _ = state.send(.membersArrived("g1", load: load, members))
    return state.send(.membersEnded("g1", load: load, nil))
  }

  @Test func itOpensOverThePanesAndReadsTheMembers() {
    var state = State.loaded([])
    state.expect(.command(.groupPage), effects: [.loadMembers("g1", load: 2)]) {
      $0.service.lastNumber = 2
      $0.screen = .group(GroupPage("g1", load: 2))
    }
    #expect(state.context == .group)
    _ = state.send(.membersArrived("g1", load: 2, Array(people.prefix(2))))
    #expect(state.memberNames == ["mara", "ana"])
    #expect(state.groupPage?.reading.isComplete == false)
    _ = state.send(.membersArrived("g1", load: 2, Array(people.dropFirst(2))))
    #expect(state.send(.membersEnded("g1", load: 2, nil)) == [])
    #expect(state.memberNames == ["mara", "ana", "bo", "cleo"])
    #expect(state.groupPage?.reading.isComplete == true && state.groupPage?.reading.load == nil)
    state.expect(.command(.groupPage)) {
      $0.screen = .panes
    }
  }

  /// Somebody has come to the front while the pages were read.
  @Test func whoIsOnTwoPagesIsOnTheListOnce() {
    var state = State.loaded([])
    _ = state.send(.command(.groupPage))
    _ = state.send(.membersArrived("g1", load: 2, Array(people.prefix(3))))
    _ = state.send(.membersArrived("g1", load: 2, Array(people.dropFirst(2))))
    #expect(state.memberNames == ["mara", "ana", "bo", "cleo"])
    _ = state.send(.membersEnded("g1", load: 2, nil))
    #expect(state.memberNames == ["mara", "ana", "bo", "cleo"])
  }

  @Test(arguments: [Pane.groups, .requests])
  func itIsAboutOneGroup(_ focus: Pane) {
    var state = State.queue(
      [request("ana")], groups: [group("g1"), group("g2")], columns: 80)
    state.focus = focus
    #expect(state.send(.command(.groupPage)) == [])
    #expect(
      state.message
        == Message("This is about one group: select one of them first.", refusing: .groupPage))
    #expect(state.groupPage == nil)
    _ = state.send(.command(.groupsPane))
    _ = state.send(.command(.down))
    state.focus = focus
    #expect(state.send(.command(.groupPage)) == [.loadMembers("g1", load: 2)])
  }

  @Test func aLateAnswerIsNotTakenForAnother() {
    var state = shown()
    _ = state.send(.command(.groupPage))
    state.expect(.membersArrived("g1", load: 2, [member("eve")]))
    _ = state.send(.command(.groupPage))
    _ = state.send(.membersArrived("g1", load: 2, [member("eve")]))
    _ = state.send(.membersArrived("g2", load: 3, [member("eve", in: "g2")]))
    #expect(state.memberNames == [])
    #expect(state.send(.membersEnded("g1", load: 2, nil)) == [])
    #expect(state.groupPage?.reading.load?.number == 3)
  }

  @Test func aReadingThatBreaksOffKeepsWhatItFoundAndIsTriedAgainOnRequest() {
    var state = State.loaded([])
    _ = state.send(.command(.groupPage))
    _ = state.send(.membersArrived("g1", load: 2, Array(people.prefix(3))))
    _ = state.send(.command(.last))
    #expect(state.send(.membersEnded("g1", load: 2, .down)) == [])
    #expect(draw(state).text.hasSuffix("\n No connection. Check the network. r tries again."))
    #expect(state.groupPage?.reading.fault == .down)
    #expect(
      state.send(.command(.refresh)) == [.loadGroup("g1"), .loadMembers("g1", load: 3)])
    // The first page of the next reading has less; the selection stays where it was.
    _ = state.send(.membersArrived("g1", load: 3, Array(people.prefix(2))))
    #expect(state.memberNames == ["mara", "ana", "bo"])
    _ = state.send(.membersArrived("g1", load: 3, Array(people.dropFirst(2))))
    #expect(state.memberNames == ["mara", "ana", "bo", "cleo"])
    #expect(state.selectedMember == "bo")
  }

  @Test func whatTheLogSaysHasTheMembersReadAgain() {
    var state = shown()
    let page = LivePage(
      events: [.changed("g1"), .changed("g1"), .changed("elsewhere")], cursor: "c2", hasMore: false)
    #expect(
      state.send(.logAnswered(.success(page))) == [
        .loadGroup("g1"), .loadMembers("g1", load: 3), .readDoors(known: []),
        .followLog(after: "c2", wait: .seconds(5)),
      ])
    // While it is read, once more afterwards.
    #expect(
      state.send(.logAnswered(.success(page))) == [
        .loadGroup("g1"), .readDoors(known: []), .followLog(after: "c2", wait: .seconds(5)),
      ])
    #expect(read(people + [member("dora")], load: 3, in: &state) == [.loadMembers("g1", load: 4)])
    #expect(state.memberNames.last == "dora")
  }

  @Test func whoLeavesGoesFromTheListButNotFromUnderTheCursor() {
    var state = shown()
    _ = state.send(.command(.down))
    _ = state.send(.command(.refresh))
    _ = read([people[0], people[3]], load: 3, in: &state)
    #expect(state.memberNames == ["mara", "ana", "cleo"])
    #expect(state.selectedMember == "ana")
    #expect(state.send(.command(.remove)) == [])
    #expect(
      state.message == Message("@ana.example.com is not a member any more.", refusing: .remove))
    _ = state.send(.command(.down))
    #expect(state.memberNames == ["mara", "cleo"])
    #expect(state.selectedMember == "cleo")
  }

  @Test func escapeGoesBackByOneAtATime() {
    var state = shown()
    _ = state.send(.command(.last))
    _ = state.send(.command(.mark))
    _ = state.send(.command(.markRange))
    _ = state.send(.command(.up))
    #expect(state.groupPage?.list.marks.members.count == 2)
    _ = state.send(.command(.close))
    #expect(state.groupPage?.list.marks.members == [people[3].id])
    _ = state.send(.command(.filter))
    for character in "cleo" { _ = state.send(.typed(.character(character))) }
    #expect(state.memberNames == ["cleo"])
    _ = state.send(.typed(.enter))
    #expect(state.context == .group)
    _ = state.send(.command(.close))
    #expect(state.memberNames.count == 4)
    #expect(state.selectedMember == "cleo")
    _ = state.send(.command(.close))
    #expect(state.groupPage?.list.marks.isEmpty == true)
    _ = state.send(.command(.close))
    #expect(state.groupPage == nil)
    #expect(state.context == .requests)
  }

  @Test func theFilterIsTakenBackWithTheSelection() {
    var state = shown()
    _ = state.send(.command(.down))
    _ = state.send(.command(.filter))
    #expect(state.prompt?.selected == people[1].id)
    for character in "handle:cleo" { _ = state.send(.typed(.character(character))) }
    #expect(state.memberNames == ["cleo"])
    #expect(state.send(.typed(.escape)) == [])
    #expect(state.memberNames.count == 4)
    #expect(state.selectedMember == "ana")
    // The people waiting are as they were.
    #expect(!state.requests.list.filter.isActive)
    #expect(!state.requests.searched.isActive)
  }

  @Test func profilesAreFetchedWhereTheFilterAsksAboutThem() {
    var state = shown()
    #expect(reduce(&state, .command(.filter)) == [])
    #expect(reduce(&state, .typed(.paste("followers < "))) == [])
    #expect(
      reduce(&state, .typed(.paste("3"))) == [.loadProfiles(people.map(\.person.did))])
    #expect(state.memberNames == [])
    let profile = Profile(
      did: did("bo"), followers: 2, follows: 1, posts: 0, bio: "", readAt: start)
    _ = state.send(.profilesAnswered(people.map(\.person.did), .success([profile])))
    #expect(state.memberNames == ["bo"])
  }

  @Test func theOwnerIsNeverMarked() {
    var state = shown()
    #expect(state.send(.command(.mark)) == [])
    #expect(
      state.message == Message("The owner of a group can't be removed from it.", refusing: .mark))
    _ = state.send(.command(.markAll))
    #expect(state.message == Message("Marked 3 people."))
    #expect(state.groupPage?.list.marks.members == Set(people.dropFirst().map(\.id)))
    state.expect(.command(.markAll)) {
      $0.message = nil
      $0.groupPage?.list.marks.clear()
    }
    #expect(state.groupPage?.list.marks.members == [])
    // A range that the owner is in is one of the others.
    _ = state.send(.command(.down))
    _ = state.send(.command(.markRange))
    _ = state.send(.command(.up))
    #expect(state.groupPage?.list.marks.members == [people[1].id])
  }

  @Test func aNoteIsAboutTheSelectedMember() {
    var state = shown()
    _ = state.send(.command(.down))
    state.expect(.command(.note)) {
      $0.input = .text(TextPrompt(.note(on: did("ana"), people[1].person.handle), ""))
    }
  }

  @Test func theLinkIsTheGroups() {
    var state = shown()
    #expect(state.send(.command(.copyLink)) == [.copy("https://bsky.app/chat/abc")])
    var bare = State.members(people, of: group("g1", link: nil))
    #expect(bare.send(.command(.copyLink)) == [])
    #expect(bare.message == Message("This group has no join link.", refusing: .copyLink))
  }

  @Test func helpLeadsBackToIt() {
    var state = shown()
    let page = state.screen
    state.expect(.command(.help)) { $0.screen = .help(first: 0, over: page) }
    state.expect(.command(.close)) { $0.screen = page }
  }

  @Test func aGroupThatIsNotTheOwnersAnyMoreIsLeft() {
    var state = shown()
    _ = state.send(.command(.rename))
    _ = state.send(.groupsAnswered(.success([group("g2")])))
    #expect(state.groupPage == nil)
    #expect(state.screen == .panes)
    #expect(state.textPrompt == nil)
    #expect(
      state.message
        == Message(
          "That group is not among yours any more: it is gone, or has another owner.", .warning))
  }

  @Test func movesStayInsideAndTheSelectedRowIsShown() {
    var state = State.members((0..<200).map { member("m\($0)") })
    for move in [Command.up, .pageDown, .pageDown, .last, .pageUp, .up, .first, .down] {
      _ = state.send(.command(move))
      let cursor = state.groupPage?.list.cursor ?? ListCursor()
      #expect((0..<200).contains(cursor.index))
      #expect((cursor.offset..<cursor.offset + state.layout.membersShown).contains(cursor.index))
    }
    #expect(state.selectedMember == "m1")
  }
}
