import Canvas
import Config
import Moderation
import Testing

@testable import Console

/// Nothing that the owner can ask for is passed over in silence.
@Suite struct AvailabilityTests {
  private static let states: [(String, State)] = {
    var departed = State.loaded([request("ana")])
    _ = departed.send(
      .logAnswered(
        .success(
          LivePage(events: [.ended(request("ana").id, .withdrawn)], cursor: "c2", hasMore: false))))
    var filtered = State.loaded([request("ana")]).typing("nobody")
    _ = filtered.send(.typed(.enter))
    var held = State.loaded([request("ana"), request("bo")])
    _ = held.send(.command(.reject))
    return [
      ("nothing answered", .empty()), ("no groups", .withGroups([])),
      ("nobody waits", .loaded([])), ("somebody waits", .loaded([request("ana")])),
      ("read-only", .loaded([request("ana")], readOnly: true)), ("departed", departed),
      ("filtered", filtered), ("held", held),
    ]
  }()

  @Test func everyCommandActsSomewhere() {
    let bound = Set(Command.all)
    #expect(State.commands.keys.filter { !bound.contains($0) } == [])
    #expect(bound.count == State.commands.count)
  }

  @Test(arguments: Command.all)
  func aCommandActsOrSaysWhyItCannot(_ command: Command) {
    for (name, state) in Self.states {
      for focus in [Pane.groups, .requests] {
        var before = state
        before.focus = focus
        before.message = nil
        // The edge of a list is plain to see, and so is the pane that has the focus.
        guard !Self.moves.contains(command) || isEmpty(before) else { continue }
        guard command != .groupsPane, command != .requestsPane else { continue }
        var after = before
        let effects = after.send(.command(command))
        #expect(
          draw(after) != draw(before) || !effects.isEmpty || !after.session.isOpen,
          "\(command) is silent: \(name), \(focus)")
        if let reason = command.unavailable(in: before) {
          #expect(effects.isEmpty)
          #expect(after.message == Message(reason, refusing: command))
          #expect(reason.last == ".")
        }
      }
    }
  }

  /// The group is shown: nobody in it, the owner selected, a member, one whose removal failed.
  private static let pages: [(String, State)] = {
    let owner = member("mara", role: .owner)
    var failed = State.members([member("ana")], undo: .zero)
    _ = failed.send(.command(.remove))
    _ = failed.settle(3, .failed(.odd))
    return [
      ("nobody", .members([])), ("the owner", .members([owner])),
      ("a member", .members([member("ana")])), ("a failure", failed),
      ("no link", .members([owner], of: group("g1", link: nil))),
      ("read-only", .members([member("ana")], readOnly: true)),
    ]
  }()

  @Test(arguments: Keymap.standard.commands(in: .group))
  func aCommandInAGroupActsOrSaysWhyItCannot(_ command: Command) {
    for (name, state) in Self.pages {
      var before = state
      before.message = nil
      guard !Self.moves.contains(command) || before.groupPage?.list.rows.isEmpty == true else {
        continue
      }
      var after = before
      let effects = after.send(.command(command))
      #expect(
        draw(after) != draw(before) || !effects.isEmpty || !after.session.isOpen,
        "\(command) is silent: \(name)")
      if let reason = command.unavailable(in: before) {
        #expect(effects.isEmpty)
        #expect(after.message == Message(reason, refusing: command))
        #expect(reason.last == ".")
      }
    }
  }

  private static let moves: [Command] = [
    .up, .down, .first, .last, .pageUp, .pageDown,
  ]

  private func isEmpty(_ state: State) -> Bool {
    state.focus == .groups ? state.groups.count == 0 : state.requests.list.rows.isEmpty
  }
}
