import Foundation
import NIOHTTP1
import Simulator
import Testing

/// What a client must get right before anything is done for it.
@Suite struct StrictnessTests {
  private static let queries = [
    "chat.bsky.convo.listConvos", "chat.bsky.convo.getConvo", "chat.bsky.convo.getConvoMembers",
    "chat.bsky.convo.getLog", "chat.bsky.group.listJoinRequests", "app.bsky.actor.getProfile",
    "app.bsky.actor.getProfiles", "com.atproto.server.getSession",
  ]
  private static let procedures = [
    "chat.bsky.group.rejectJoinRequest", "chat.bsky.group.approveJoinRequest",
    "chat.bsky.group.updateJoinRequestsRead", "chat.bsky.group.requestJoin",
    "chat.bsky.group.withdrawJoinRequest", "chat.bsky.convo.lockConvo",
    "chat.bsky.convo.unlockConvo", "chat.bsky.group.createJoinLink",
    "chat.bsky.group.editJoinLink", "chat.bsky.group.enableJoinLink",
    "chat.bsky.group.disableJoinLink", "chat.bsky.group.removeMembers",
    "chat.bsky.group.editGroup", "com.atproto.repo.createRecord",
    "com.atproto.repo.deleteRecord",
  ]
  private static let chat = (queries + procedures).filter { $0.hasPrefix("chat.") }
  private static let others = (queries + procedures).filter { !$0.hasPrefix("chat.") }

  private static func method(_ nsid: String) -> HTTPMethod {
    procedures.contains(nsid) ? .POST : .GET
  }

  @Test(arguments: [
    nil, "did:web:api.bsky.chat", "did:web:api.bsky.chat#bsky_appview",
    "did:web:api.bsky.app#bsky_appview", "DID:web:api.bsky.chat#bsky_chat",
  ])
  func chatNeedsItsHeader(proxy: String?) async throws {
    try await withSimulator { simulator, caller async throws in
      var caller = caller
      caller.proxy = proxy
      for nsid in Self.chat {
        let reply = try await caller.send(Self.method(nsid), "/xrpc/\(nsid)")
        #expect(reply.status == 501, "\(nsid)")
        #expect(reply.error == "MethodNotImplemented")
      }
    }
  }

  @Test func othersRefuseTheHeader() async throws {
    try await withSimulator { simulator, caller async throws in
      for nsid in Self.others + ["com.atproto.server.createSession"] {
        let method: HTTPMethod = nsid.hasSuffix("createSession") ? .POST : Self.method(nsid)
        let reply = try await caller.send(method, "/xrpc/\(nsid)")
        #expect(reply.status == 501, "\(nsid)")
        #expect(reply.error == "MethodNotImplemented")
      }
    }
  }

  @Test func appViewMayBeNamed() async throws {
    try await withSimulator { simulator, caller async throws in
      var caller = caller
      caller.proxy = "did:web:api.bsky.app#bsky_appview"
      let reply = try await caller.get(
        "app.bsky.actor.getProfile", ["actor": simulator.owner.did])
      #expect(reply.status == 200)
    }
  }

  @Test(arguments: queries + procedures)
  func needsAToken(nsid: String) async throws {
    try await withSimulator { simulator, caller async throws in
      var caller = caller.fitting(nsid)
      let token = caller.token ?? ""
      caller.token = nil
      let missing = try await caller.send(Self.method(nsid), "/xrpc/\(nsid)")
      #expect(missing.status == 401)
      #expect(missing.error == "AuthMissing")
      for wrong in ["nonsense", String(token.dropLast()), token.uppercased(), "a b"] {
        caller.token = wrong
        let reply = try await caller.send(Self.method(nsid), "/xrpc/\(nsid)")
        #expect(reply.status == 400)
        #expect(reply.error == "InvalidToken")
      }
      caller.token = token
      simulator.expireAccessTokens()
      let expired = try await caller.send(Self.method(nsid), "/xrpc/\(nsid)")
      #expect(expired.status == 400)
      #expect(expired.error == "ExpiredToken")
    }
  }

  @Test(arguments: queries + procedures)
  func refusesTheWrongVerb(nsid: String) async throws {
    try await withSimulator { simulator, caller async throws in
      let wrong: [HTTPMethod] = [Self.method(nsid) == .GET ? .POST : .GET, .PUT, .DELETE]
      for verb in wrong {
        let reply = try await caller.fitting(nsid).send(verb, "/xrpc/\(nsid)")
        #expect(reply.status == 400)
        #expect(reply.error == "InvalidRequest")
      }
    }
  }

  @Test func knowsNoOtherAddress() async throws {
    try await withSimulator { simulator, caller async throws in
      let unknown = try await caller.get("chat.bsky.group.inventedMethod")
      #expect(unknown.status == 501)
      #expect(unknown.error == "MethodNotImplemented")
      #expect(try await caller.get("not-an-nsid").error == "InvalidRequest")
      let elsewhere = try await caller.send(.GET, "/index.html")
      #expect(elsewhere.status == 404)
      #expect(elsewhere.error == nil)
    }
  }

  @Test(arguments: [
    ("not json", "application/json"), ("", "application/json"),
    (#"{"convoId":"$C","member":"$M"}"#, "text/plain"),
    (#"{"convoId":"$C","member":"$M"}"#, nil),
    (#"["$C","$M"]"#, "application/json"),
    (#"{"convoId":"$C"}"#, "application/json"),
    (#"{"member":"$M"}"#, "application/json"),
    (#"{"convoId":7,"member":"$M"}"#, "application/json"),
    (#"{"convoId":"$C","member":null}"#, "application/json"),
    (#"{"convoId":"$C","member":["$M"]}"#, "application/json"),
    (#"{"convoId":"$C","member":"$M","reason":"spam"}"#, "application/json"),
    (#"{"convoId":"$C","member":"mara.example.com"}"#, "application/json"),
    (#"{"convoId":"$C","member":"did:plc:"}"#, "application/json"),
    (#"{"convoId":"$C","member":"did:PLC:abc"}"#, "application/json"),
    (#"{"convoId":"$C","member":"$M "}"#, "application/json"),
  ])
  func refusesWrongBodies(body: String, type: String?) async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      let text = body.replacing("$C", with: group.id).replacing("$M", with: group.waiting[0])
      let reply = try await caller.send(
        .POST, "/xrpc/chat.bsky.group.rejectJoinRequest", body: Data(text.utf8), type: type)
      #expect(reply.status == 400)
      #expect(reply.error == "InvalidRequest")
      #expect(simulator.groups.first?.waiting == group.waiting)
      #expect(simulator.calls.last?.tookEffect == false)
    }
  }

  @Test func takesAContentTypeWithACharset() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      let body = #"{"convoId":"\#(group.id)","member":"\#(group.waiting[0])"}"#
      let reply = try await caller.send(
        .POST, "/xrpc/chat.bsky.group.rejectJoinRequest", body: Data(body.utf8),
        type: "application/json; charset=utf-8")
      #expect(reply.status == 200)
    }
  }

  @Test func refusesABodyWhereThereIsNone() async throws {
    try await withSimulator { simulator, caller async throws in
      let query = try await caller.send(
        .GET, "/xrpc/chat.bsky.convo.listConvos", body: Data("{}".utf8), type: "application/json")
      #expect(query.error == "InvalidRequest")
      let signIn = try await Caller(simulator: simulator, proxy: nil).post(
        "com.atproto.server.createSession",
        ["identifier": simulator.owner.handle, "password": simulator.owner.password])
      let refresh = Caller(
        simulator: simulator, token: signIn["refreshJwt"] as? String, proxy: nil)
      let reply = try await refresh.post("com.atproto.server.refreshSession", [:])
      #expect(reply.error == "InvalidRequest")
    }
  }

  @Test(arguments: [
    "limit=0", "limit=101", "limit=-1", "limit=ten", "limit=", "limit=5&limit=6",
    "cursor=nonsense", "unknown=1", "convoId=again",
  ])
  func refusesWrongParameters(query: String) async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      let reply = try await caller.send(
        .GET, "/xrpc/chat.bsky.group.listJoinRequests?convoId=\(group.id)&\(query)")
      #expect(reply.status == 400)
      #expect(reply.error == "InvalidRequest")
    }
  }

  @Test(arguments: [
    "limit=0", "limit=101", "kind=crowd", "lockStatus=open", "readState=read", "status=new",
    "cursor=x",
  ])
  func refusesWrongFilters(query: String) async throws {
    try await withSimulator { simulator, caller async throws in
      let reply = try await caller.send(.GET, "/xrpc/chat.bsky.convo.listConvos?\(query)")
      #expect(reply.error == "InvalidRequest")
    }
  }

  @Test func refusesWhatIsNotThere() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      let foreign = try #require(simulator.groups.first { !$0.isOwned })
      let convos = try await caller.all("chat.bsky.convo.listConvos", "convos")
      let direct = try #require(
        convos.first { $0.text("kind", "$type")?.hasSuffix("#directConvo") ?? false })
      let reject = "chat.bsky.group.rejectJoinRequest"
      let member = group.waiting[0]

      let unknown = try await caller.post(reject, ["convoId": "3jzfcijpj2z2a", "member": member])
      #expect(unknown.status == 400)
      #expect(unknown.error == "InvalidConvo")
      let convo = try await caller.post(
        reject, ["convoId": direct.text("id") ?? "", "member": member])
      #expect(convo.error == "InvalidConvo")
      let notOwned = try await caller.post(reject, ["convoId": foreign.id, "member": member])
      #expect(notOwned.status == 403)
      #expect(notOwned.error == "InsufficientRole")
      for nobody in ["did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", "did:web:who.example", group.members[1]] {
        let reply = try await caller.post(reject, ["convoId": group.id, "member": nobody])
        #expect(reply.status == 400)
        #expect(reply.error == "InvalidRequest")
        #expect(reply.message == "join request not found")
      }
      let list = try await caller.get(
        "chat.bsky.group.listJoinRequests", ["convoId": foreign.id])
      #expect(list.status == 403)
    }
  }

  @Test func appPasswordsMayLackChat() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.appPasswordWithoutChat = true
      let reply = try await caller.get("chat.bsky.convo.listConvos")
      #expect(reply.status == 400)
      #expect(reply.error == "InvalidToken")
      #expect(reply.message == "Bad token method")
      let session = try await caller.fitting("com.").get("com.atproto.server.getSession")
      #expect(session.status == 200)
      simulator.appPasswordWithoutChat = false
      #expect(try await caller.get("chat.bsky.convo.listConvos").status == 200)
    }
  }
}
