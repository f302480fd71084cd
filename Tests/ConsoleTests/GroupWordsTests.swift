import ATProto
import Foundation
import Moderation
import Testing

@testable import Console

/// What is said of changes to groups, of doors and of removals.
@Suite struct GroupWordsTests {
  @Test(
    arguments: [
      (
        .createLink(.followedByOwner, requireApproval: true),
        "create a join link (people you follow, with approval)"
      ),
      (
        .editLink(rule: .anyone, requireApproval: false),
        "let anyone use the link and let people in at once"
      ),
      (.editLink(rule: .followedByOwner), "let only people you follow use the link"),
      (.editLink(rule: .other("friends")), "set the link's rule to friends"),
      (.unlock, "unlock the group"), (.rename("Kiln"), "call the group \"Kiln\""),
    ] as [(GroupChange, String)])
  func changes(_ change: GroupChange, _ words: String) {
    #expect(change.infinitive == words)
  }

  @Test(
    arguments: [
      (true, .anyone, "on for anyone, with approval"),
      (true, .other("friends"), "on for friends, with approval"),
      (false, .followedByOwner, "off"),
    ] as [(Bool, JoinLink.Rule, String)])
  func links(_ enabled: Bool, _ rule: JoinLink.Rule, _ words: String) {
    let link = JoinLink(code: "a", enabled: enabled, requireApproval: true, rule: rule)
    #expect(link.settingsText == words)
  }

  @Test func whatSomebodyHasChangedIsNamedInOneOrder() {
    let difference = DoorOutcome.Difference.kept([.rule, .enabled])
    #expect(
      difference.sentence == """
        Somebody has changed whether the link is on and who may use the link meanwhile, which was \
        left so; the rest is as before.
        """)
  }

  @Test func aRemovalIsRemembered() {
    let history = PersonHistory(
      approved: 1, removed: 2,
      last: PersonHistory.Past(
        verdict: .remove, at: Date(timeIntervalSince1970: 1_700_000_000), requestedAt: nil,
        groupName: "Kiln", handle: Handle("jo.test") ?? .invalid))
    #expect(
      history.sentence
        == "approved once, removed 2 times; last removed 2023-11-14 22:13 in Kiln, as @jo.test")
  }
}
