import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

@Suite struct AccountsTests {
  @Test(arguments: ["", "@", " @ \u{202A}"])
  func theAccountSignsInWithWhatWasTyped(prefix: String) async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      let owner = simulator.owner
      let session = try await accounts.signIn(
        identifier: prefix + owner.handle, password: owner.password,
        service: ServiceURL(simulator.url))
      #expect(session.did.description == owner.did)
      #expect(
        try accounts.all()
          == [
            Account(
              SavedSession(
                did: session.did, handle: session.handle, host: ServiceURL(simulator.url),
                accessToken: "", refreshToken: ""), isDefault: true)
          ])
    }
  }

  @Test func theHostIsLookedUpWhereNoneIsGiven() async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      for identifier in [simulator.owner.handle, simulator.owner.did] {
        let session = try await accounts.signIn(
          identifier: identifier, password: simulator.owner.password)
        #expect(session.host.description == simulator.url)
      }
      #expect(simulator.calls.contains { $0.nsid == "com.atproto.identity.resolveHandle" })
    }
  }

  @Test(arguments: ["", "@", "alice", "not a handle!", "nobody.example"])
  func aNameThatLeadsNowhere(identifier: String) async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      let fault = await #expect(throws: Fault.self) {
        try await accounts.signIn(identifier: identifier, password: "secret")
      }
      #expect(fault?.kind == .noSuchAccount)
      #expect(fault?.cure.isEmpty == false)
      #expect(!simulator.calls.contains { $0.nsid == "com.atproto.server.createSession" })
    }
  }

  @Test(arguments: [
    (401, "AuthenticationRequired", Fault.Kind.wrongPassword),
    (401, "AuthFactorTokenRequired", .authFactorRequired),
    (400, "InvalidToken", .authFactorRequired),
    (401, "AccountTakedown", .refused), (429, "RateLimitExceeded", .rateLimited),
    (502, "UpstreamFailure", .unreachable),
  ])
  func aSignInThatFails(status: Int, name: String, kind: Fault.Kind) async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      simulator.inject(
        InjectedFault(
          .answer(
            status: status, body: #"{"error":"\#(name)","message":"No."}"#,
            headers: ["ratelimit-reset": "\(Int(Date().timeIntervalSince1970) + 600)"])))
      let fault = await #expect(throws: Fault.self) {
        try await accounts.signIn(
          identifier: simulator.owner.handle, password: "secret",
          service: ServiceURL(simulator.url))
      }
      #expect(fault?.kind == kind)
      #expect((fault?.retryAt != nil) == (kind == .rateLimited))
      #expect(fault.map { "\($0)".contains("secret") } == false)
      #expect(try accounts.all() == [])
    }
  }

  @Test func theWrongPasswordIsRefusedByTheService() async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      let fault = await #expect(throws: Fault.self) {
        try await accounts.signIn(
          identifier: simulator.owner.handle, password: "wrong",
          service: ServiceURL(simulator.url))
      }
      #expect(fault?.kind == .wrongPassword)
      #expect(fault?.cure.contains("App passwords") == true)
    }
  }

  @Test func aSessionIsFoundByAnyOfItsNames() async throws {
    try await withAccounts { accounts, _, store async throws in
      try Self.save(["alice.example", "bob.example"], in: store)
      try store.setDefaultAccount(Self.did("bob.example"))
      for name in ["alice.example", "@Alice.Example", "did:web:alice.example"] {
        #expect(try accounts.session(name).handle.description == "alice.example")
      }
      #expect(try accounts.session().handle.description == "bob.example")
      #expect(try accounts.all().map(\.isDefault) == [false, true])
    }
  }

  /// A handle that went from one account to another after both had signed in, and what stands for none.
  @Test(arguments: ["alice.example", "missing.invalid"])
  func aNameOfSeveralSessionsIsNobodys(name: String) async throws {
    try await withAccounts { accounts, _, store async throws in
      for account in ["one", "two"] {
        try store.save(
          SavedSession(
            did: Self.did("\(account).example"), handle: try #require(Handle(name)),
            host: ServiceURL("https://pds.example"), accessToken: "a", refreshToken: "r"))
      }
      let fault = #expect(throws: Fault.self) { try accounts.session(name) }
      #expect(fault?.kind == .noSuchAccount)
      #expect(fault?.cure == "Name it by its DID: did:web:one.example or did:web:two.example")
      await #expect(throws: Fault.self) { try await accounts.signOut(name) }
      #expect(try accounts.all().count == 2)
      #expect(try accounts.session("did:web:two.example").did.description == "did:web:two.example")
    }
  }

  @Test(arguments: ["handle.invalid", "@Missing.Invalid"])
  func whatStandsForNoHandleSignsNobodyIn(name: String) async throws {
    try await withAccounts { accounts, simulator, store async throws in
      for service in [nil, try ServiceURL(simulator.url)] {
        let fault = await #expect(throws: Fault.self) {
          try await accounts.signIn(identifier: name, password: "secret", service: service)
        }
        #expect(fault?.kind == .noSuchAccount)
        #expect(fault?.cure == "Name the account by its DID, which looks like did:plc:abcd1234.")
      }
      #expect(simulator.calls.isEmpty)
      // One that has lost its handle since it signed in is named by DID in every cure.
      try store.save(
        SavedSession(
          did: Self.did("one.example"), handle: try #require(Handle("missing.invalid")),
          host: ServiceURL(simulator.url), accessToken: "a", refreshToken: "r"))
      let unknown = #expect(throws: Fault.self) { try accounts.session("bob.example") }
      #expect(
        unknown?.message == "bob.example is not signed in, but did:web:one.example.")
      let session = try accounts.session("did:web:one.example")
      let ended = await #expect(throws: Fault.self) {
        try await GroupService(session: session).groups()
      }
      #expect(ended?.cure.hasSuffix("skydoor login did:web:one.example") == true)
    }
  }

  @Test func theOthersComeInTheirOrderFromTheOneAfterThisOn() async throws {
    try await withAccounts { accounts, _, store async throws in
      try Self.save(["carol.example", "alice.example", "bob.example"], in: store)
      let handles = { (did: DID) throws in try accounts.others(than: did).map(\.handle.description)
      }
      #expect(try handles(Self.did("alice.example")) == ["bob.example", "carol.example"])
      #expect(try handles(Self.did("bob.example")) == ["carol.example", "alice.example"])
      #expect(try handles(Self.did("carol.example")) == ["alice.example", "bob.example"])
      // One that has been signed out meanwhile has all others.
      #expect(try handles(Self.did("dora.example")).count == 3)
    }
  }

  @Test(arguments: [
    (400, "InvalidToken", "Bad token method", Fault.Kind.chatNotAllowed as Fault.Kind?),
    (401, "AuthMissing", "", .signedOut), (429, "RateLimitExceeded", "", nil),
    (502, "UpstreamFailure", "", nil), (400, "InvalidRequest", "", nil),
  ])
  func aCheckSaysOnlyWhetherTheOwnerHasToSignIn(
    _ status: Int, _ error: String, _ message: String, _ kind: Fault.Kind?
  ) async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      let session = try await accounts.signIn(
        identifier: simulator.owner.handle, password: simulator.owner.password,
        service: ServiceURL(simulator.url))
      try await accounts.check(session.did)
      #expect(simulator.calls.last?.nsid == "chat.bsky.convo.getLog")
      simulator.inject(
        InjectedFault(
          .answer(status: status, body: #"{"error":"\#(error)","message":"\#(message)"}"#),
          on: "chat.bsky.convo.getLog"))
      var fault: Fault?
      do throws(Fault) { try await accounts.check(session.did) } catch { fault = error }
      #expect(fault?.kind == kind)
      await simulator.stop()
      try await accounts.check(session.did)
    }
  }

  @Test func aCheckOfWhoIsNotSignedInSaysSo() async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      let fault = await #expect(throws: Fault.self) {
        try await accounts.check(Self.did("alice.example"))
      }
      #expect(fault?.kind == .signedOut)
      #expect(simulator.calls.isEmpty)
    }
  }

  @Test func whoIsNotSignedInIsToldHow() async throws {
    try await withAccounts { accounts, _, store async throws in
      let nobody = #expect(throws: Fault.self) { try accounts.session() }
      #expect(nobody?.kind == .signedOut)
      #expect(nobody?.cure == "Sign in with: skydoor login HANDLE")

      try Self.save(["alice.example", "bob.example"], in: store)
      let unknown = #expect(throws: Fault.self) { try accounts.session("@carol.example") }
      #expect(unknown?.kind == .signedOut)
      #expect(
        unknown?.message == "carol.example is not signed in, but @alice.example, @bob.example.")
      let unsaid = #expect(throws: Fault.self) { try accounts.session() }
      #expect(unsaid?.message == "Several accounts are signed in: @alice.example, @bob.example.")
    }
  }

  @Test func aFileThatOthersCanReadIsRefusedWithTheCommandThatMendsIt() async throws {
    try await withAccounts { accounts, _, store async throws in
      try Self.save(["alice.example"], in: store)
      let file = try #require(
        FileManager.default.enumerator(atPath: store.directory)?.compactMap { $0 as? String }
          .first { $0.hasSuffix(".json") })
      let path = "\(store.directory)/\(file)"
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      let fault = #expect(throws: Fault.self) { try accounts.all() }
      #expect(fault?.kind == .sessionFile)
      #expect(fault?.cure == "Run: chmod 600 \(path)")
    }
  }

  @Test func signingOutForgetsTheAccount() async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      _ = try await accounts.signIn(
        identifier: simulator.owner.handle, password: simulator.owner.password,
        service: ServiceURL(simulator.url))
      let owner = try #require(DID(simulator.owner.did))
      let snapshot = try #require(accounts.snapshotFile(of: owner))
      let seen = Snapshot(groups: [], groupsReadAt: .distantPast, lists: [])
      snapshot.write(seen)
      #expect(snapshot.read() == seen)
      let listing = try #require(accounts.listingFile(of: owner))
      let listed = GroupListing(
        groups: [], cursor: nil, listedAt: .distantPast, readAt: .distantPast)
      listing.write(listed)
      #expect(listing.read() == listed)
      let account = try await accounts.signOut("@\(simulator.owner.handle)")
      // A console or a command that still runs leaves nothing either.
      snapshot.write(seen)
      listing.write(listed)
      #expect(snapshot.read() == nil)
      #expect(listing.read() == nil)
      #expect(account.did.description == simulator.owner.did)
      #expect(account.isDefault)
      #expect(try accounts.all() == [])
      #expect(simulator.calls.last?.nsid == "com.atproto.server.deleteSession")
    }
  }

  @Test func signingOutForgetsTheAccountOfAHostThatIsGone() async throws {
    try await withAccounts { accounts, simulator, _ async throws in
      _ = try await accounts.signIn(
        identifier: simulator.owner.handle, password: simulator.owner.password,
        service: ServiceURL(simulator.url))
      let owner = try #require(DID(simulator.owner.did))
      let snapshot = try #require(accounts.snapshotFile(of: owner))
      snapshot.write(Snapshot(groups: [], groupsReadAt: .distantPast, lists: []))
      await simulator.stop()
      let fault = await #expect(throws: Fault.self) { try await accounts.signOut() }
      #expect(fault?.kind == .unreachable)
      #expect(fault?.message.hasPrefix("The session is removed here") == true)
      #expect(try accounts.all() == [])
      #expect(snapshot.read() == nil)
    }
  }

  private static func did(_ handle: String) throws -> DID {
    try #require(DID("did:web:\(handle)"))
  }

  private static func save(_ handles: [String], in store: SessionStore) throws {
    for handle in handles {
      try store.save(
        SavedSession(
          did: did(handle), handle: #require(Handle(handle)),
          host: ServiceURL("https://host.example"), accessToken: "a", refreshToken: "r"))
    }
  }

  private func withAccounts(
    _ body: (Accounts, Simulator, SessionStore) async throws -> Void
  ) async throws {
    let simulator = try await Simulator.start(WorldOptions(groups: 1, requests: 0))
    let store = SessionStore(
      directory: FileManager.default.temporaryDirectory
        .appendingPathComponent("accounts-\(UUID().uuidString)").path)
    defer { try? FileManager.default.removeItem(atPath: store.directory) }
    let client = XRPCClient()
    let result: Result<Void, any Error>
    do {
      let service = try ServiceURL(simulator.url)
      let accounts = Accounts(
        store: store, client: client,
        resolver: IdentityResolver(client: client, service: service, directory: service),
        cache: store.directory + "/cache")
      try await body(accounts, simulator, store)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    await client.shutdown()
    await simulator.stop()
    try result.get()
  }
}
