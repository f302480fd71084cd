import Foundation
import Testing

@testable import ATProto

@Suite struct SessionStoreTests {
  static func session(
    _ did: String = "did:plc:alice", handle: String = "alice.test", access: String = "a1"
  ) throws -> SavedSession {
    SavedSession(
      did: try .test(did), handle: try .test(handle), host: try ServiceURL("https://host.test"),
      accessToken: access, refreshToken: "r1")
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  private func error(_ body: () throws(SessionStoreError) -> Void) -> SessionStoreError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  @Test func whatWasSavedIsLoadedInPrivateFiles() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory + "/deep/sessions")
      let session = try Self.session("did:web:localhost%3A8080")
      #expect(try store.all().isEmpty)
      #expect(try store.load(session.did) == nil)
      try store.save(session)
      #expect(try store.load(session.did) == session)
      #expect(try mode(directory + "/deep") == 0o700)
      #expect(try mode(store.directory) == 0o700)
      let names = try FileManager.default.contentsOfDirectory(atPath: store.directory)
      #expect(names == ["did:web:localhost%3A8080.json"])
      #expect(try mode("\(store.directory)/\(names[0])") == 0o600)
    }
  }

  @Test func savingReplacesTheFileInOneStepAndLeavesNothingBehind() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      try store.save(Self.session())
      let path = directory + "/did:plc:alice.json"
      let old = try #require(FileHandle(forReadingAtPath: path))
      try store.save(Self.session(access: "a2"))
      // Whoever had the file open still reads all of the old one: it was replaced, not written over.
      #expect(try String(decoding: old.readToEnd() ?? Data(), as: UTF8.self).contains("a1"))
      #expect(try store.load(.test())?.accessToken == "a2")
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == 1)
    }
  }

  @Test
  func readersAlwaysSeeAWholeSessionWhileItIsSavedOverAndOver() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      try store.save(Self.session(access: "0"))
      let did = try DID.test()
      try await withThrowingTaskGroup { group in
        group.addTask {
          for number in 1...100 { try store.save(Self.session(access: "\(number)")) }
        }
        group.addTask {
          for _ in 1...300 {
            let session = try store.load(did)
            #expect(session != nil)
          }
        }
        try await group.waitForAll()
      }
      #expect(try store.load(did)?.accessToken == "100")
    }
  }

  @Test func aFailedSaveLeavesTheOldSession() async throws {
    try await withTemporaryDirectory { directory in
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      let blocked = directory + "/file"
      try Data("x".utf8).write(to: URL(fileURLWithPath: blocked))
      let store = SessionStore(directory: blocked + "/sessions")
      let session = try Self.session()
      guard
        case .file(.unwritable(_, let reason)) = error({ () throws(SessionStoreError) in
          try store.save(session)
        })
      else {
        Issue.record("A directory can't be made inside a file.")
        return
      }
      #expect(!reason.isEmpty)
    }
  }

  @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o601])
  func aFileThatOthersCanReadIsRefusedUntilItIsPrivate(mode: Int) async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory + "/it's")
      let session = try Self.session()
      try store.save(session)
      let path = store.directory + "/did:plc:alice.json"
      try setMode(mode, path)
      let expected = SessionStoreError.file(.exposed(path: path, mode: String(mode, radix: 8)))
      #expect(error { () throws(SessionStoreError) in _ = try store.load(session.did) } == expected)
      #expect(error { () throws(SessionStoreError) in _ = try store.all() } == expected)
      try setMode(0o600, path)
      #expect(try store.load(session.did) == session)
    }
  }

  @Test(arguments: [
    "", "{", "[]", #"{"did":"did:plc:alice"}"#,
    #"{"did":"did:plc:alice","handle":"alice.test","host":"http://evil.test","accessToken":"a","refreshToken":"r"}"#,
    #"{"did":"did:plc:bob","handle":"bob.test","host":"https://host.test","accessToken":"a","refreshToken":"r"}"#,
  ])
  func aDamagedFileIsNamedAndSigningInAgainReplacesIt(content: String) async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let session = try Self.session()
      try store.save(session)
      let path = directory + "/did:plc:alice.json"
      try Data(content.utf8).write(to: URL(fileURLWithPath: path))
      try setMode(0o600, path)
      let failure = error { () throws(SessionStoreError) in _ = try store.load(session.did) }
      guard case .damaged(path, _) = failure else {
        Issue.record("This is no session: \(content)")
        return
      }
      try store.save(session)
      #expect(try store.load(session.did) == session)
    }
  }

  @Test func fieldsAndFilesOfLaterVersionsAreLeftAlone() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let session = try Self.session()
      try store.save(session)
      let path = directory + "/did:plc:alice.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try Data(text.replacing("{\n", with: #"{"version":9,"scopes":["x"],"#).utf8)
        .write(to: URL(fileURLWithPath: path))
      try setMode(0o600, path)
      try Data("x".utf8).write(to: URL(fileURLWithPath: directory + "/notes.json"))
      try Data("x".utf8).write(to: URL(fileURLWithPath: directory + "/.left.tmp"))
      #expect(try store.all() == [session])
    }
  }

  @Test func allAreInTheOrderOfTheirHandles() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      for (did, handle) in [("did:plc:a", "zoe.test"), ("did:plc:b", "ann.test")] {
        try store.save(Self.session(did, handle: handle))
      }
      #expect(try store.all().map(\.handle.description) == ["ann.test", "zoe.test"])
    }
  }

  @Test func theDefaultAccount() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let (ann, bob, zoe) = (
        try Self.session("did:plc:c", handle: "ann.test"),
        try Self.session("did:plc:b", handle: "bob.test"),
        try Self.session("did:plc:a", handle: "zoe.test")
      )
      #expect(try store.defaultAccount() == nil)
      try store.save(bob)
      #expect(try store.defaultAccount() == bob.did, "the only one there is")
      try store.save(zoe)
      #expect(try store.defaultAccount() == nil, "nobody has chosen")
      try store.save(ann)
      try store.setDefaultAccount(zoe.did)
      #expect(try store.defaultAccount() == zoe.did)
      #expect(try mode(directory + "/default") == 0o600)
      try store.remove(bob.did)
      #expect(try store.defaultAccount() == zoe.did, "another one is gone")
      try store.save(bob)
      try store.remove(zoe.did)
      #expect(try store.defaultAccount() == ann.did, "another takes its place")
      try store.remove(bob.did)
      try FileManager.default.removeItem(atPath: directory + "/did:plc:c.json")
      #expect(try store.defaultAccount() == nil, "the one named is gone")
      try store.save(bob)
      #expect(try store.defaultAccount() == bob.did, "the only one left")
      try store.remove(bob.did)
      try store.remove(bob.did)
      #expect(try store.defaultAccount() == nil)
    }
  }
}

@Suite struct SessionLockTests {
  @Test func oneHolderAtATime() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let did = try DID.test()
      var first: FileLock? = try await store.lock(did)
      let path = store.lockPath(of: did)
      await #expect(throws: XRPCError.sessionStore(.file(.busy(path: path)))) {
        try await store.lock(did, limit: .milliseconds(50))
      }
      _ = try await store.lock(.test("did:plc:other"), limit: .zero)
      withExtendedLifetime(first) {}
      first = nil
      _ = try await store.lock(did)
    }
  }

  @Test func waitingEndsWithTheTask() async throws {
    try await withTemporaryDirectory { directory in
      let store = SessionStore(directory: directory)
      let did = try DID.test()
      let holder = try await store.lock(did)
      let waiter = Task { _ = try await store.lock(did, limit: .seconds(60)) }
      waiter.cancel()
      await #expect(throws: XRPCError.cancelled) { try await waiter.value }
      withExtendedLifetime(holder) {}
    }
  }
}
