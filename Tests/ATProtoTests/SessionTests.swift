import Foundation
import ScriptedHTTP
import Synchronization
import TestEnvironment
import Testing

@testable import ATProto

@Suite(.timeLimit(.minutes(10))) struct SessionTests {
  /// Runs `body` with an account host of its own and a session signed in there.
  private func withSession(
    _ host: AccountHost = AccountHost(),
    _ body: (Session, AccountHost, ScriptedServer, SessionStore) async throws -> Void
  ) async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      try await ScriptedServer.run(host.reply) { server in
        let session = try await Session.signIn(
          identifier: "alice.test", password: "p", host: server.host, client: XRPCClient(),
          store: store)
        try await body(session, host, server, store)
      }
    }
  }

  private func call(_ session: Session) async -> XRPCError? {
    await failure { () async throws(XRPCError) in _ = try await session.call(EchoProcedure()) }
  }

  // MARK: Signing in

  @Test func signingInSavesTheSessionAndMakesItTheDefault() async throws {
    try await withSession { session, host, server, store in
      let saved = try #require(try store.load(session.did))
      #expect(saved.handle.description == "alice.test")
      #expect(try saved.host == server.host)
      #expect(saved.accessToken == "access-1" && saved.refreshToken == "refresh-1")
      #expect(try store.defaultAccount() == session.did)
      #expect(await call(session) == nil)
      #expect(server.requests.map(\.token) == [nil, "access-1"])
      let body = try decode([String: String].self, server.requests[0].body)
      #expect(body == ["identifier": "alice.test", "password": "p"])

      _ = try await Session.signIn(
        identifier: "alice.test", password: "p", authFactorToken: "ABCDE-12345",
        host: server.host, client: XRPCClient(), store: store)
      let second = try decode([String: String].self, try #require(server.requests.last).body)
      #expect(second["authFactorToken"] == "ABCDE-12345")
    }
  }

  @Test func aRefusedSignInSavesNothing() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      for reply in [
        ScriptedServer.Reply.json(#"{"error":"AuthFactorTokenRequired"}"#, status: 401),
        .json(#"{"accessJwt":"a","refreshJwt":"r","handle":"a.test","did":"alice"}"#),
      ] {
        try await ScriptedServer.run(always: reply) { server in
          _ = await #expect(throws: XRPCError.self) {
            try await Session.signIn(
              identifier: "a", password: "p", host: server.host, client: XRPCClient(), store: store)
          }
        }
      }
      #expect(try store.all().isEmpty)
    }
  }

  @Test(arguments: [
    ("https://entry.test", "did:plc:alice", "https://pds.test", "https://pds.test"),
    ("https://entry.test", "did:plc:other", "https://pds.test", "https://entry.test"),
    ("https://entry.test", "did:plc:alice", "http://pds.test", "https://entry.test"),
    ("https://entry.test", "did:plc:alice", "http://127.0.0.1", "https://entry.test"),
    ("https://entry.test", "did:plc:alice", "https://127.0.0.1", "https://entry.test"),
    ("http://127.0.0.1:1", "did:plc:alice", "https://pds.test", "http://127.0.0.1:1"),
  ])
  func whichHostTheCallsGoTo(
    service: String, documentID: String, endpoint: String, host: String
  ) throws {
    let answer = try decode(
      ComAtprotoServer.SessionOutput.self,
      """
      {"accessJwt":"a","refreshJwt":"r","handle":"a.test","did":"did:plc:alice","didDoc":
      {"id":"\(documentID)","service":[{"id":"#atproto_labeler","type":"AtprotoLabeler",
      "serviceEndpoint":"https://labeler.test"},{"id":"#atproto_pds",
      "type":"AtprotoPersonalDataServer","serviceEndpoint":"\(endpoint)"}]}}
      """)
    #expect(
      try Session.accountHost(in: answer, from: ServiceURL(service)) == ServiceURL(host))
  }

  @Test func aSignInWithADocumentThatMakesNoSense() throws {
    for document in ["null", "7", "[]", "{}", #"{"id":"did:plc:alice","service":{}}"#] {
      let answer = try decode(
        ComAtprotoServer.SessionOutput.self,
        #"{"accessJwt":"a","refreshJwt":"r","did":"did:plc:alice","didDoc":\#(document)}"#)
      let service = try ServiceURL("https://entry.test")
      #expect(Session.accountHost(in: answer, from: service) == service)
    }
  }

  // MARK: Refreshing

  @Test(arguments: [400, 401])
  func howeverManyCallsWaitOneRefresh(status: Int) async throws {
    try await withSession(AccountHost(expiredStatus: status)) { session, host, server, store in
      host.expireAccess()
      await withTaskGroup { group in
        for _ in 1...50 { group.addTask { #expect(await call(session) == nil) } }
      }
      #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 1)
      let echoes = server.requests.filter { $0.nsid == "test.echo.procedure" }
      #expect(echoes.count { $0.token == "access-2" } == 50)
      #expect(echoes.count { $0.token == "access-1" } <= 50)
      let saved = try store.load(session.did)
      #expect(saved?.refreshToken == "refresh-2")
    }
  }

  @Test func theRefreshSendsTheRefreshTokenAndNoBody() async throws {
    try await withSession { session, host, server, _ in
      host.expireAccess()
      #expect(await call(session) == nil)
      let refresh = try #require(server.requests.first { $0.nsid == AccountHost.refresh })
      #expect(refresh.token == "refresh-1")
      #expect(refresh.method == "POST" && refresh.body.isEmpty)
    }
  }

  @Test func theNewTokensAreOnTheDiskBeforeTheyAreUsed() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let host = AccountHost()
      let onDisk = Mutex<[String?]>([])
      let handler: ScriptedServer.Handler = { request in
        if request.nsid == "test.echo.procedure", request.token == "access-2" {
          let saved = DID("did:plc:alice").flatMap { try? store.load($0) }
          onDisk.withLock { $0.append(saved?.accessToken) }
        }
        return await host.reply(to: request)
      }
      try await ScriptedServer.run(handler) { server in
        let session = try await Session.signIn(
          identifier: "alice.test", password: "p", host: server.host, client: XRPCClient(),
          store: store)
        host.expireAccess()
        #expect(await call(session) == nil)
      }
      #expect(onDisk.withLock { $0 } == ["access-2"])
    }
  }

  @Test func aTokenAboutToEndIsRefreshedBeforeTheCall() async throws {
    let (old, new) = (jwt(endingIn: 30, id: "old"), jwt(endingIn: 7200, id: "new"))
    try await withSession(AccountHost(accessTokens: [old, new])) { session, _, server, _ in
      for _ in 1...3 { #expect(await call(session) == nil) }
      #expect(
        server.requests.map(\.nsid) == [
          AccountHost.create, AccountHost.refresh, "test.echo.procedure", "test.echo.procedure",
          "test.echo.procedure",
        ])
      #expect(server.requests.suffix(3).allSatisfy { $0.token == new })
    }
  }

  @Test func withClocksThatDifferTheHostsWordCounts() async throws {
    let tokens = (1...3).map { jwt(endingIn: -3600, id: "\($0)") }
    try await withSession(AccountHost(accessTokens: tokens)) { session, host, server, _ in
      for _ in 1...5 { #expect(await call(session) == nil) }
      #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 1)
      host.expireAccess()
      #expect(await call(session) == nil)
      #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 2)
    }
  }

  @Test func twoProcessesWithOneAccountRefreshOnce() async throws {
    try await withSession { first, host, server, store in
      let saved = try #require(try store.load(first.did))
      let second = Session(
        saved, client: XRPCClient(), store: SessionStore(directory: store.directory))
      host.expireAccess()
      await withTaskGroup { group in
        for session in [first, second] {
          for _ in 1...5 { group.addTask { #expect(await call(session) == nil) } }
        }
      }
      #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 1)
    }
  }

  @Test func waitsForAnotherProcesssRefreshAndUsesItsTokens() async throws {
    try await withSession { session, host, server, store in
      let lock = Mutex<FileLock?>(try await store.lock(session.did))
      host.expireAccess()
      async let result = call(session)
      try await eventually("the call was refused") { server.requests.count == 2 }
      var saved = try #require(try store.load(session.did))
      (saved.accessToken, saved.refreshToken) = host.newTokens()
      try store.save(saved)
      lock.withLock { $0 = nil }
      #expect(await result == nil)
      #expect(!server.requests.contains { $0.nsid == AccountHost.refresh })
    }
  }

  @Test(arguments: ["ExpiredToken", "InvalidToken"])
  func aRefreshTokenThatHasEndedSignsOutAndTheFileStays(name: String) async throws {
    try await withSession(AccountHost(refusal: name)) { session, host, server, store in
      host.revoke()
      #expect(await call(session) == .signedOut)
      let before = server.requests.count
      #expect(await call(session) == .signedOut)
      #expect(server.requests.count == before, "the host is not asked in vain")
      var saved = try #require(try store.load(session.did))

      // Another process signs in again.
      (saved.accessToken, saved.refreshToken) = host.newTokens()
      try store.save(saved)
      #expect(await call(session) == nil)
    }
  }

  @Test func afterASignOutElsewhereNothingIsWrittenBack() async throws {
    try await withSession { session, host, server, store in
      host.expireAccess()
      try store.remove(session.did)
      #expect(await call(session) == .signedOut)
      #expect(!server.requests.contains { $0.nsid == AccountHost.refresh })
      #expect(try store.load(session.did) == nil)
    }
  }

  @Test func tokensForAnotherHostDoNotGoToThisOne() async throws {
    try await withSession { session, host, server, store in
      host.expireAccess()
      let moved = SavedSession(
        did: session.did, handle: session.handle, host: try ServiceURL("https://new.test"),
        accessToken: "NEW", refreshToken: "NEW")
      try store.save(moved)
      #expect(await call(session) == .signedOut)
      #expect(!server.requests.contains { $0.token == "NEW" })
      #expect(try store.load(session.did) == moved)
    }
  }

  @Test(arguments: [.close, .answer(503), .json("{}"), .answer(302)] as [ScriptedServer.Reply])
  func aRefreshThatFailsForNowLosesNothingAndTheCallWasNotSent(
    reply: ScriptedServer.Reply
  ) async throws {
    try await withSession { session, host, server, store in
      host.expireAccess()
      host.answerRefresh(with: reply)
      switch await call(session) {
      case .unreachable: break
      case let other: Issue.record("Unexpected: \(String(describing: other))")
      }
      var saved = try store.load(session.did)
      #expect(saved?.refreshToken == "refresh-1")
      host.answerRefresh(with: nil)
      #expect(await call(session) == nil)
      saved = try store.load(session.did)
      #expect(saved?.refreshToken == "refresh-2")
    }
  }

  @Test func aRefreshThatCannotBeSavedIsNotUsed() async throws {
    try await withSession { session, host, server, store in
      host.expireAccess()
      let path = "\(store.directory)/\(session.did).json"
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      #expect(await call(session) == .sessionStore(.file(.exposed(path: path, mode: "644"))))
      #expect(!server.requests.contains { $0.nsid == AccountHost.refresh })
    }
  }

  // MARK: Nowhere to save to

  /// A directory in the place of the room for the next tokens: nothing can be written there.
  private func blockRoom(_ session: Session, in store: SessionStore) throws -> String {
    let path = "\(store.directory)/.\(session.did).next"
    try? FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    return path
  }

  @Test func withoutRoomForNewTokensTheOldOnesAreNotUsedUp() async throws {
    try await withSession { session, host, server, store in
      let path = try blockRoom(session, in: store)
      host.expireAccess()
      for _ in 1...2 {
        #expect(
          await call(session)
            == .sessionStore(
              .directoryUnwritable(directory: store.directory, reason: "Is a directory")))
      }
      #expect(!server.requests.contains { $0.nsid == AccountHost.refresh })
      // Nobody has been signed out.
      try FileManager.default.removeItem(atPath: path)
      #expect(await call(session) == nil)
      let saved = try store.load(session.did)
      #expect(saved?.refreshToken == "refresh-2")
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: store.directory).sorted()
          == ["default", "did:plc:alice.json", "did:plc:alice.lock"])
    }
  }

  @Test(arguments: [30.0, -30])
  func withoutRoomATokenThatIsStillGoodIsUsed(end: TimeInterval) async throws {
    let tokens = [jwt(endingIn: end, id: "old"), jwt(endingIn: 7200, id: "new")]
    try await withSession(AccountHost(accessTokens: tokens)) { session, host, server, store in
      let path = try blockRoom(session, in: store)
      for _ in 1...2 { #expect(await call(session) == nil) }
      #expect(!server.requests.contains { $0.nsid == AccountHost.refresh })
      try FileManager.default.removeItem(atPath: path)
      #expect(await call(session) == nil)
      #expect(server.requests.last?.token == tokens[1])
    }
  }

  @Test func aDirectoryWithoutALockHasNoRoomEither() async throws {
    try await withSession { session, host, server, store in
      let lock = store.lockPath(of: session.did)
      try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
      host.expireAccess()
      #expect(
        await call(session)
          == .sessionStore(
            .directoryUnwritable(directory: store.directory, reason: "Is a directory")))
      #expect(!server.requests.contains { $0.nsid == AccountHost.refresh })
    }
  }

  @Test
  func tokensThatCouldNotBeSavedAreUsedFromMemoryAndSavedOnceThatCanBe() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let host = AccountHost()
      let room = directory + "/.did:plc:alice.next"
      let handler: ScriptedServer.Handler = { request in
        // The room is taken away while the host answers.
        if request.nsid == AccountHost.refresh {
          try? FileManager.default.removeItem(atPath: room)
          try? FileManager.default.createDirectory(
            atPath: room, withIntermediateDirectories: false)
        }
        return await host.reply(to: request)
      }
      try await ScriptedServer.run(handler) { server in
        _ = try await Session.signIn(
          identifier: "alice.test", password: "p", host: server.host, client: XRPCClient(),
          store: store)
        let old = try #require(try store.load(.test()))
        let session = Session(old, client: XRPCClient(), store: store, saveRetryInterval: .zero)
        #expect(session.takeSaveError() == nil)
        host.expireAccess()
        #expect(await call(session) == nil)
        let path = directory + "/did:plc:alice.json"
        #expect(session.takeSaveError() == .unsaved(path: path, reason: "Is a directory"))
        #expect(session.takeSaveError() == nil, "said once")

        // Whoever shares the store has them; the disk has what is used up.
        let second = Session(
          try #require(try store.load(.test())), client: XRPCClient(), store: store)
        #expect(await call(second) == nil)
        #expect(server.requests.last?.token == "access-2")
        #expect(try SessionStore(directory: directory).load(.test()) == old)

        // The next refresh goes on from them.
        try FileManager.default.removeItem(atPath: room)
        host.expireAccess()
        #expect(await call(second) == nil)
        #expect(server.requests.last { $0.nsid == AccountHost.refresh }?.token == "refresh-2")
        #expect(session.takeSaveError() != nil)

        // A session file that can be written gets them without another refresh.
        try FileManager.default.removeItem(atPath: room)
        #expect(await call(session) == nil)
        #expect(
          try SessionStore(directory: directory).load(.test())?.refreshToken == "refresh-3")
        #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 2)
      }
    }
  }

  @Test func whoSignsInElsewhereGoesBeforeWhatIsInMemory()
    async throws
  {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let old = try SessionStoreTests.session(access: "a1")
      try store.save(old)
      let reservation = try store.reserve(for: old.did)
      try FileManager.default.removeItem(atPath: directory + "/.did:plc:alice.next")
      try FileManager.default.createDirectory(
        atPath: directory + "/.did:plc:alice.next", withIntermediateDirectories: false)
      store.saveOrRemember(
        try SessionStoreTests.session(access: "a2"), after: old, in: reservation)
      #expect(try store.load(old.did)?.accessToken == "a2")
      try SessionStore(directory: directory).save(try SessionStoreTests.session(access: "a3"))
      #expect(try store.load(old.did)?.accessToken == "a3")
      #expect(!store.isUnsaved(old.did))
    }
  }

  @Test func nobodySignsInWhereTheSessionCouldNotBeSaved() async throws {
    try await withTemporaryDirectory { directory in
      try Data().write(to: URL(filePath: directory))
      let host = AccountHost()
      try await ScriptedServer.run(host.reply) { server in
        let store = SessionStore(directory: directory)
        await #expect(
          throws: XRPCError.sessionStore(
            .file(.unwritable(path: directory, reason: "Not a directory")))
        ) {
          try await Session.signIn(
            identifier: "alice.test", password: "p", host: server.host, client: XRPCClient(),
            store: store)
        }
        #expect(server.requests.isEmpty)
      }
    }
  }

  @Test func oneWhoStopsWaitingDoesNotStopTheRefresh() async throws {
    let gate = Gate()
    try await withSession(AccountHost(refreshGate: gate)) { session, host, server, _ in
      host.expireAccess()
      let first = Task { await call(session) }
      try await eventually("the refresh is under way") {
        server.requests.contains { $0.nsid == AccountHost.refresh }
      }
      let second = Task { await call(session) }
      try await eventually("the second call waits too") { await session.waiters.count == 2 }
      first.cancel()
      #expect(await first.value == .cancelled)
      gate.open()
      #expect(await second.value == nil)
      #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 1)
    }
  }

  @Test func aTokenThatIsRefusedAgainIsNotRefreshedForEver() async throws {
    try await withSession(AccountHost(acceptsNothing: true)) { session, _, server, _ in
      guard case .refused(_, "ExpiredToken", _, _) = await call(session) else {
        Issue.record("The host's answer is passed on.")
        return
      }
      #expect(server.requests.count { $0.nsid == AccountHost.refresh } == 1)
      #expect(server.requests.count { $0.nsid == "test.echo.procedure" } == 2)
    }
  }

  @Test func anyOtherRefusalIsPassedOnAsItIs() async throws {
    for (status, name) in [(401, "AuthMissing"), (400, "InvalidToken"), (401, nil)] {
      let host = AccountHost()
      try await withSession(host) { session, _, server, _ in
        host.answerCalls(
          with: .json(name.map { #"{"error":"\#($0)"}"# } ?? "", status: status))
        #expect(
          await call(session) == .refused(status: status, name: name, message: nil, retryAt: nil))
        #expect(server.requests.count == 2)
      }
    }
  }

  // MARK: Signing out

  @Test func signingOutEndsTheSessionOnTheHostAndHere() async throws {
    try await withSession { session, _, server, store in
      try await session.signOut()
      let request = try #require(server.requests.last)
      #expect(request.nsid == AccountHost.delete && request.token == "refresh-1")
      #expect(request.body.isEmpty)
      #expect(try store.all().isEmpty)
      #expect(try store.defaultAccount() == nil)
      #expect(await call(session) == .signedOut)
      try await session.signOut()
      #expect(server.requests.count == 2)
    }
  }

  @Test func theFileGoesEvenWhereTheHostFails() async throws {
    for (reply, expected) in [
      (
        ScriptedServer.Reply.answer(500),
        XRPCError.refused(status: 500, name: nil, message: nil, retryAt: nil)
      ),
      (.json(#"{"error":"ExpiredToken"}"#, status: 400), nil),
    ] as [(ScriptedServer.Reply, XRPCError?)] {
      let host = AccountHost()
      try await withSession(host) { session, _, _, store in
        host.answerDelete(with: reply)
        #expect(
          await failure { () async throws(XRPCError) in try await session.signOut() } == expected)
        let saved = try store.all()
        #expect(saved.isEmpty)
      }
    }
  }

  @Test func signingOutUsesTheTokensThatAnotherProcessHasRefreshed()
    async throws
  {
    try await withSession { session, host, server, store in
      var saved = try #require(try store.load(session.did))
      (saved.accessToken, saved.refreshToken) = host.newTokens()
      try store.save(saved)
      try await session.signOut()
      #expect(server.requests.last?.token == "refresh-2")
    }
  }
}

@Suite struct AccessTokenTests {
  @Test func theEndOfAJWTNilForAnyOtherToken() throws {
    let date = try #require(AccessToken.expiry(of: jwt(endingIn: 100, id: "~~~???")))
    #expect(abs(date.timeIntervalSinceNow - 100) < 5)
    for token in ["", "opaque", "a.b", "a.b.c", "e30.e30.x", "..", "e30.e30.e30.e30"] {
      #expect(AccessToken.expiry(of: token) == nil)
    }
  }
}
