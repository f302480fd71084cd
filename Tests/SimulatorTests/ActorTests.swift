import Foundation
import Simulator
import Testing

/// Profiles and blocks.
@Suite struct ActorTests {
  private let profiles = "app.bsky.actor.getProfiles"

  @Test func givesUpToTwentyFiveProfiles() async throws {
    try await withSimulator { simulator, caller async throws in
      let app = caller.fitting("app.")
      let waiting = simulator.groups[0].waiting
      let query = { (dids: [String]) in dids.map { "actors=\($0)" }.joined(separator: "&") }
      let reply = try await app.send(.GET, "/xrpc/\(profiles)?\(query(Array(waiting.prefix(25))))")
      let views = reply.list("profiles")
      #expect(views.compactMap { $0.text("did") } == Array(waiting.prefix(25)))
      for view in views {
        for count in ["followersCount", "followsCount", "postsCount"] {
          #expect(view.number(count) != nil)
        }
        #expect(view.text("createdAt") != nil)
      }
      let tooMany = try await app.send(
        .GET, "/xrpc/\(profiles)?\(query(Array(waiting.prefix(26))))")
      #expect(tooMany.error == "InvalidRequest")
      #expect(try await app.get(profiles).error == "InvalidRequest")
      #expect(try await app.get(profiles, ["actors": "not a did"]).error == "InvalidRequest")
      let unknown = try await app.get(
        profiles, ["actors": "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "actors": waiting[0]])
      #expect(unknown.list("profiles").count == 1)
    }
  }

  @Test func profilesAgreeWithTheList() async throws {
    try await withSimulator { simulator, caller async throws in
      let requests = try await caller.all(
        "chat.bsky.group.listJoinRequests", "requests",
        [("convoId", simulator.groups[0].id), ("limit", "100")])
      let person = try #require(
        requests.compactMap { $0["requestedBy"] as? [String: Any] }
          .first { $0.text("viewer", "followedBy") != nil })
      let handle = try #require(person.text("handle"))
      let profile = try await caller.fitting("app.").get(
        "app.bsky.actor.getProfile", ["actor": handle])
      for name in ["did", "handle", "displayName", "createdAt", "avatar"] {
        #expect(profile[name] as? String == person.text(name))
      }
      #expect(profile.object("viewer").text("followedBy") == person.text("viewer", "followedBy"))
    }
  }

  @Test func blocksAndUnblocks() async throws {
    try await withSimulator { simulator, caller async throws in
      let repo = caller.fitting("com.")
      let subject = simulator.groups[0].waiting[0]
      let record: [String: Any] = [
        "$type": "app.bsky.graph.block", "subject": subject, "createdAt": "2026-01-31T09:05:00Z",
      ]
      let body: [String: Any] = [
        "repo": simulator.owner.did, "collection": "app.bsky.graph.block", "record": record,
      ]
      let created = try await repo.post("com.atproto.repo.createRecord", body)
      let uri = try #require(created["uri"] as? String)
      #expect(uri.hasPrefix("at://\(simulator.owner.did)/app.bsky.graph.block/"))
      #expect(try await blocking(caller, subject) == uri)
      let gone = try await repo.post(
        "com.atproto.repo.deleteRecord",
        [
          "repo": simulator.owner.handle, "collection": "app.bsky.graph.block",
          "rkey": String(uri.split(separator: "/")[3]),
        ])
      #expect(gone.status == 200)
      #expect(try await blocking(caller, subject) == nil)
    }
  }

  @Test func aKeyIsTakenOnce() async throws {
    try await withSimulator { simulator, caller async throws in
      let waiting = simulator.groups[0].waiting
      func create(_ subject: String, _ key: String) async throws -> Reply {
        try await caller.fitting("com.").post(
          "com.atproto.repo.createRecord",
          [
            "repo": simulator.owner.did, "collection": "app.bsky.graph.block", "rkey": key,
            "record": [
              "$type": "app.bsky.graph.block", "subject": subject,
              "createdAt": "2026-01-31T09:05:00Z",
            ],
          ])
      }
      let key = "3aaaaaaaaaaaa"
      let first = try await create(waiting[0], key)
      #expect((first["uri"] as? String)?.hasSuffix("/\(key)") == true)
      for subject in waiting.prefix(2) {
        let second = try await create(subject, key)
        #expect(second.status == 500)
        #expect(second.error == "InternalServerError")
        #expect(simulator.calls.last?.tookEffect == false)
      }
      #expect(try await blocking(caller, waiting[1]) == nil)
      #expect(try await create(waiting[1], "3aaaaaaaaaaab").status == 200)
    }
  }

  @Test func recordsCanBeAskedFor() async throws {
    try await withSimulator { simulator, caller async throws in
      let repo = caller.fitting("com.")
      let subject = simulator.groups[0].waiting[0]
      simulator.block(subject)
      let key = try #require(simulator.blocks.first?.key)
      func get(
        repo name: String? = nil, collection: String = "app.bsky.graph.block", rkey: String? = nil
      ) async throws -> Reply {
        try await repo.get(
          "com.atproto.repo.getRecord",
          [
            "repo": name ?? simulator.owner.did, "collection": collection, "rkey": rkey ?? key,
          ])
      }
      let reply = try await get()
      #expect(reply.object("value").text("subject") == subject)
      let uri = try await blocking(caller, subject)
      #expect(reply["uri"] as? String == uri)
      #expect(try await get(repo: simulator.owner.handle).status == 200)
      #expect(try await get(rkey: "3aaaaaaaaaaaa").error == "RecordNotFound")
      #expect(try await get(collection: "app.bsky.graph.follow").error == "RecordNotFound")
      #expect(try await get(repo: subject).error == "RecordNotFound")
      #expect(try await get(repo: "?").error == "InvalidRequest")
      #expect(try await get(collection: "block").error == "InvalidRequest")
      #expect(try await get(rkey: "").error == "InvalidRequest")
      simulator.unblock(subject)
      #expect(try await get().error == "RecordNotFound")
    }
  }

  @Test func listsBlockToo() async throws {
    try await withSimulator { simulator, caller async throws in
      let subject = simulator.groups[0].waiting[0]
      func listed() async throws -> String? {
        try await caller.fitting("app.").get("app.bsky.actor.getProfile", ["actor": subject])
          .object("viewer").text("blockingByList", "uri")
      }
      #expect(try await listed() == nil)
      simulator.blockByList(subject)
      let list = try #require(try await listed())
      #expect(list.contains("/app.bsky.graph.list/"))
      #expect(try await blocking(caller, subject) == list)
      simulator.block(subject)
      #expect(try await blocking(caller, subject)?.contains("/app.bsky.graph.block/") == true)
      #expect(try await listed() == list)
    }
  }

  private func blocking(_ caller: Caller, _ did: String) async throws -> String? {
    try await caller.fitting("app.").get("app.bsky.actor.getProfile", ["actor": did])
      .object("viewer").text("blocking")
  }

  @Test(arguments: [
    ["subject": "mara.example.com"], ["createdAt": "yesterday"], ["subject": nil],
    ["createdAt": nil], ["$type": "app.bsky.graph.follow"], ["reason": "spam"],
  ])
  func refusesWrongRecords(change: [String: String?]) async throws {
    try await withSimulator { simulator, caller async throws in
      var record: [String: Any] = [
        "$type": "app.bsky.graph.block", "subject": simulator.groups[0].waiting[0],
        "createdAt": "2026-01-31T09:05:00.123Z",
      ]
      for (name, value) in change { record[name] = value }
      let reply = try await caller.fitting("com.").post(
        "com.atproto.repo.createRecord",
        ["repo": simulator.owner.did, "collection": "app.bsky.graph.block", "record": record])
      #expect(reply.status == 400)
      #expect(reply.error == "InvalidRequest")
    }
  }

  @Test func writesOnlyTheOwnRepository() async throws {
    try await withSimulator { simulator, caller async throws in
      let reply = try await caller.fitting("com.").post(
        "com.atproto.repo.deleteRecord",
        [
          "repo": simulator.groups[0].members[1], "collection": "app.bsky.graph.block",
          "rkey": "self",
        ])
      #expect(reply.status == 401)
    }
  }
}
