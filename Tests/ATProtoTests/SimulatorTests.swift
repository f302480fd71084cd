import Foundation
import Simulator
import Testing

@testable import ATProto

@Suite(.timeLimit(.minutes(10))) struct SimulatorTests {
  private func withOwner(
    _ options: WorldOptions = WorldOptions(groups: 2, requests: 250),
    _ body: (Session, Simulator, SessionStore) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let simulator = try await Simulator.start(options)
      let store = SessionStore(directory: directory)
      do {
        let session = try await Session.signIn(
          identifier: simulator.owner.handle, password: simulator.owner.password,
          host: ServiceURL(simulator.url), client: XRPCClient(), store: store)
        try await body(session, simulator, store)
      } catch {
        await simulator.stop()
        throw error
      }
      await simulator.stop()
    }
  }

  private func waiting(in group: String, _ session: Session) async throws -> [String] {
    var people: [String] = []
    var cursor: String?
    repeat {
      let page = try await session.call(
        ChatBskyGroup.ListJoinRequests(convoId: group, cursor: cursor))
      people += page.requests.map(\.requestedBy.did.description)
      cursor = page.cursor
    } while cursor != nil
    return people
  }

  private func busiestGroup(_ simulator: Simulator) throws -> SimulatedGroup {
    try #require(
      simulator.groups.filter(\.isOwned).max { $0.waiting.count < $1.waiting.count })
  }

  @Test func ownedGroupsAndEveryoneWhoWaitsInThem() async throws {
    try await withOwner { session, simulator, _ in
      let convos = try await session.call(ChatBskyConvo.ListConvos(kind: "group")).convos
      let owned = convos.filter { convo in
        convo.members.contains { $0.did == session.did && $0.kind == .group(role: "owner") }
      }
      #expect(owned.map(\.id) == simulator.groups.filter(\.isOwned).map(\.id))
      for group in simulator.groups where group.isOwned {
        #expect(try await waiting(in: group.id, session) == group.waiting)
      }
    }
  }

  @Test func aDecision() async throws {
    try await withOwner { session, simulator, _ in
      let group = try busiestGroup(simulator)
      let member = try #require(group.waiting.first.flatMap(DID.init))
      _ = try await session.call(
        ChatBskyGroup.RejectJoinRequest(convoId: group.id, member: member))
      #expect(try await !waiting(in: group.id, session).contains(member.description))
      let call = simulator.calls.first { $0.nsid == "chat.bsky.group.rejectJoinRequest" }
      #expect(call?.tookEffect == true)
      #expect(call?.headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat")
    }
  }

  @Test
  func doneAndNotAnsweredIsNotTheSameAsNotDone() async throws {
    try await withOwner { session, simulator, _ in
      let group = try busiestGroup(simulator)
      let members = group.waiting.prefix(2).compactMap(DID.init)
      let nsid = "chat.bsky.group.rejectJoinRequest"
      for (member, effect) in zip(
        members, [InjectedFault.Disruption.dropAfterWork, .dropBeforeWork])
      {
        simulator.inject(InjectedFault(effect, on: nsid))
        let failure = await failure { () async throws(XRPCError) in
          _ = try await session.call(
            ChatBskyGroup.RejectJoinRequest(convoId: group.id, member: member))
        }
        guard case .noAnswer? = failure else {
          Issue.record("The call was sent: \(String(describing: failure))")
          return
        }
      }
      #expect(simulator.calls.filter { $0.nsid == nsid }.map(\.tookEffect) == [true, false])
    }
  }

  @Test func fiftyCallsWithAnExpiredTokenAreOneRefresh() async throws {
    try await withOwner { session, simulator, store in
      let before = try store.load(session.did)
      simulator.expireAccessTokens()
      let group = try busiestGroup(simulator)
      await withTaskGroup { tasks in
        for _ in 1...50 {
          tasks.addTask {
            let failure = await failure { () async throws(XRPCError) in
              _ = try await session.call(ChatBskyConvo.GetConvo(convoId: group.id))
            }
            #expect(failure == nil)
          }
        }
      }
      #expect(simulator.calls.count { $0.nsid == "com.atproto.server.refreshSession" } == 1)
      let after = try store.load(session.did)
      #expect(after?.refreshToken != before?.refreshToken)
    }
  }

  @Test func aRevokedSessionIsSignedOut() async throws {
    try await withOwner { session, simulator, store in
      simulator.revokeSessions()
      let failure = await failure { () async throws(XRPCError) in
        _ = try await session.call(ChatBskyConvo.ListConvos())
      }
      #expect(failure == .signedOut)
      let saved = try store.load(session.did)
      #expect(saved != nil)
    }
  }

  @Test func theCodeThatTheHostHasMailed() async throws {
    try await withOwner { _, simulator, store in
      simulator.requireAuthFactor("ABCDE-FGHIJ")
      let owner = simulator.owner
      let host = try ServiceURL(simulator.url)
      func signIn(_ code: String?) async -> XRPCError? {
        await failure { () async throws(XRPCError) in
          _ = try await Session.signIn(
            identifier: owner.handle, password: owner.password, authFactorToken: code, host: host,
            client: XRPCClient(), store: store)
        }
      }
      guard case .refused(401, "AuthFactorTokenRequired", _, _) = await signIn(nil) else {
        Issue.record("The code is asked for.")
        return
      }
      #expect(await signIn("ABCDE-FGHIJ") == nil)
    }
  }

  @Test func profiles25AtATime() async throws {
    try await withOwner { session, simulator, _ in
      let people = try busiestGroup(simulator).waiting.prefix(25).compactMap(DID.init)
      let output = try await session.call(AppBskyActor.GetProfiles(actors: people))
      #expect(Set(output.profiles.map(\.did)) == Set(people))
      #expect(output.profiles.allSatisfy { $0.followersCount != nil && $0.createdAt != nil })
      let call = simulator.calls.last { $0.nsid == "app.bsky.actor.getProfiles" }
      #expect(call?.headers["atproto-proxy"] == nil)
    }
  }

  @Test func theOwnersIdentityBothWays() async throws {
    try await withOwner { session, simulator, _ in
      let host = try ServiceURL(simulator.url)
      let resolver = IdentityResolver(client: XRPCClient(), service: host, directory: host)
      let expected = Identity(did: session.did, handle: session.handle, host: host)
      let (byHandle, byDID) = (
        try await resolver.resolve(session.handle), try await resolver.resolve(session.did)
      )
      #expect(byHandle == expected)
      #expect(byDID == expected)
    }
  }

  @Test func signingOutEndsTheSessionOnBothSides() async throws {
    try await withOwner { session, simulator, store in
      let saved = try #require(try store.load(session.did))
      try await session.signOut()
      let failure = await failure { () async throws(XRPCError) in
        _ = try await XRPCClient().call(
          ComAtprotoServer.RefreshSession(), on: session.host, token: saved.refreshToken)
      }
      guard case .refused? = failure else {
        Issue.record("The refresh token still works.")
        return
      }
      let left = try store.all()
      #expect(left.isEmpty)
    }
  }
}
