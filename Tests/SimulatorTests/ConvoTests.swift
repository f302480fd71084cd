import Foundation
import Simulator
import Testing

/// Convos, their members, links and locks.
@Suite struct ConvoTests {
  private let list = "chat.bsky.convo.listConvos"

  private func isGroup(_ convo: [String: Any]) -> Bool {
    convo.text("kind", "$type") == "chat.bsky.convo.defs#groupConvo"
  }

  @Test func listsConvosNewestFirst() async throws {
    try await withSimulator { simulator, caller async throws in
      let convos = try await caller.all(list, "convos")
      #expect(convos.count == 8)
      #expect(convos.filter(isGroup).compactMap { $0.text("id") } == simulator.groups.map(\.id))
      let revs = convos.compactMap { $0.text("rev") }
      #expect(revs == revs.sorted(by: >))
      let paged = try await caller.all(list, "convos", [("limit", "3")])
      #expect(paged.compactMap { $0.text("id") } == convos.compactMap { $0.text("id") })
    }
  }

  @Test func filters() async throws {
    try await withSimulator { simulator, caller async throws in
      let all = try await caller.all(list, "convos")
      let groups = try await caller.all(list, "convos", [("kind", "group"), ("limit", "2")])
      #expect(groups.count == 7)
      #expect(groups.allSatisfy(isGroup))
      let direct = try await caller.all(list, "convos", [("kind", "direct")])
      #expect(direct.count == 1)
      #expect((direct[0]["members"] as? [Any])?.count == 2)
      let locked = try await caller.all(list, "convos", [("lockStatus", "locked")])
      #expect(locked.compactMap { $0.text("kind", "lockStatus") } == ["locked"])
      let unread = try await caller.all(list, "convos", [("readState", "unread")])
      #expect(unread.count == all.filter { $0.number("unreadCount") ?? 0 > 0 }.count)
      #expect(try await caller.all(list, "convos", [("status", "request")]).isEmpty)
    }
  }

  @Test func showsAFewMembersWithTheirRoles() async throws {
    try await withSimulator { simulator, caller async throws in
      let convos = try await caller.all(list, "convos", [("kind", "group")])
      for (convo, group) in zip(convos, simulator.groups) {
        let members = try #require(convo["members"] as? [[String: Any]])
        #expect(members.count == 5)
        #expect(members.first?.text("did") == group.members.first)
        #expect(members.contains { $0.text("did") == simulator.owner.did })
        let roles = members.map { $0.text("kind", "role") }
        #expect(roles == ["owner"] + Array(repeating: "standard", count: 4))
        #expect(convo.number("kind", "memberCount") == group.memberCount)
        #expect(convo.number("kind", "memberLimit") == group.memberLimit)
        #expect(convo.text("kind", "name") == group.name)
        #expect((group.members.first == simulator.owner.did) == group.isOwned)
        if !group.isOwned { #expect(convo.number("kind", "joinRequestCount") == nil) }
      }
    }
  }

  @Test func pagesMembers() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = simulator.groups[0]
      let members = try await caller.all(
        "chat.bsky.convo.getConvoMembers", "members", [("convoId", group.id), ("limit", "7")])
      #expect(members.compactMap { $0.text("did") } == group.members)
      #expect(Set(group.members).count == group.memberCount)
    }
  }

  @Test func locksAndUnlocks() async throws {
    try await withSimulator { simulator, caller async throws in
      let id = simulator.groups[0].id
      let body = ["convoId": id]
      let locked = try await caller.post("chat.bsky.convo.lockConvo", body)
      #expect((locked.object("convo")).text("kind", "lockStatus") == "locked")
      #expect(try await caller.post("chat.bsky.convo.lockConvo", body).error == "ConvoLocked")
      let unlocked = try await caller.post("chat.bsky.convo.unlockConvo", body)
      #expect((unlocked.object("convo")).text("kind", "lockStatus") == "unlocked")
      simulator.setLock(.lockedPermanently, group: id, byModeration: true)
      let refused = try await caller.post("chat.bsky.convo.unlockConvo", body)
      #expect(refused.error == "ConvoLockedByModeration")
      let convo = try await caller.get("chat.bsky.convo.getConvo", ["convoId": id])
      let kind = convo.object("convo")["kind"] as? [String: Any]
      #expect(kind?["lockStatusModerationOverride"] as? Bool == true)
      #expect(kind?["lockStatus"] as? String == "locked-permanently")
    }
  }

  @Test func managesTheLink() async throws {
    try await withSimulator { simulator, caller async throws in
      let bare = try #require(simulator.groups.first { $0.isOwned && $0.link == nil })
      let body = ["convoId": bare.id]
      for nsid in ["editJoinLink", "enableJoinLink", "disableJoinLink"] {
        #expect(try await caller.post("chat.bsky.group.\(nsid)", body).error == "NoJoinLink")
      }
      let create = "chat.bsky.group.createJoinLink"
      #expect(try await caller.post(create, body).error == "InvalidRequest")
      let rule = ["convoId": bare.id, "joinRule": "anyone"]
      let created = try await caller.post(create, rule)
      #expect(created.object("joinLink").text("enabledStatus") == "enabled")
      #expect(created.object("joinLink")["requireApproval"] as? Bool == false)
      #expect(try await caller.post(create, rule).error == "EnabledJoinLinkAlreadyExists")
      let edited = try await caller.post(
        "chat.bsky.group.editJoinLink",
        ["convoId": bare.id, "requireApproval": true, "joinRule": "followedByOwner"])
      #expect(edited.object("joinLink")["requireApproval"] as? Bool == true)
      #expect(edited.object("joinLink").text("joinRule") == "followedByOwner")
      let disabled = try await caller.post("chat.bsky.group.disableJoinLink", body)
      #expect(disabled.object("joinLink").text("enabledStatus") == "disabled")
      #expect(try await caller.post("chat.bsky.group.enableJoinLink", body).status == 200)
      #expect(
        try await caller.post("chat.bsky.group.enableJoinLink", body).error
          == "LinkAlreadyEnabled")
      let convo = try await caller.get("chat.bsky.convo.getConvo", ["convoId": bare.id])
      let code = convo.object("convo").text("kind", "joinLink", "code")
      #expect(code == created.object("joinLink").text("code"))
    }
  }
}
