import ATProto
import Foundation
import Fuzzing
import ScriptedHTTP
import Simulator
import Synchronization
import Testing

@testable import Moderation

/// Every call of the service layer, against a service whose answers are changed on the way.
@Suite struct AnswerFuzzTests {
  @Test func everyCallEndsInAValueOrInAFaultThatSaysWhy() async throws {
    try await Fuzz.rounds("answers", 8, of: "answers") { random in
      let shared = Mutex(random)
      let answers = Mutex(0)
      let simulator = try await Simulator.start(WorldOptions(groups: 3, requests: 30))
      let store = SessionStore(
        directory: FileManager.default.temporaryDirectory
          .appending(path: "answers-\(UUID().uuidString)").path)
      defer { try? FileManager.default.removeItem(atPath: store.directory) }
      var limits = XRPCClient.Limits()
      limits.answer = .seconds(5)
      let client = XRPCClient(limits: limits)
      let result = await Result {
        try await ScriptedServer.run(before: simulator.url) { _, original in
          answers.withLock { $0 += 1 }
          return shared.withLock { HostileReply.made(of: original, using: &$0) }
        } _: { server in
          try await callEverything(simulator, through: try server.host, client, store)
        }
      }
      await client.shutdown()
      await simulator.stop()
      try result.get()
      return answers.withLock { $0 }
    }
  }

  private func callEverything(
    _ simulator: Simulator, through host: ServiceURL, _ client: XRPCClient, _ store: SessionStore
  ) async throws {
    let accounts = Accounts(store: store, client: client)
    _ = try await survive {
      try await accounts.signIn(
        identifier: simulator.owner.handle, password: simulator.owner.password, service: host)
    }
    // One that is good at the start, whatever came of that.
    let truth = try await Session.signIn(
      identifier: simulator.owner.handle, password: simulator.owner.password,
      host: ServiceURL(simulator.url), client: client, store: store)
    let tokens = try #require(try store.load(truth.did))
    let saved = SavedSession(
      did: tokens.did, handle: tokens.handle, host: host, accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken)
    try store.save(saved)
    let clock = HurriedClock()
    let service = GroupService(
      session: Session(saved, client: client, store: store), journal: .success(.inMemory()),
      concurrency: 3, retries: RetryPolicy(attempts: 3, pauses: 2) { $0 }, patience: .seconds(60),
      time: clock.timekeeper, notice: { _ in })

    for _ in 0..<2 {
      let groups = try await survive { try await service.groups() } ?? []
      let page = try await survive { try await service.live(after: nil) }
      _ = try await survive { try await service.live(after: page?.cursor ?? "0") }
      for group in simulator.groups.filter(\.isOwned).prefix(2) {
        _ = try await survive { try await service.group(group.id) }
        try await survive { try await service.markRead(group.id) }
        let people = try await waiting(in: group.id, service)
        _ = Burst.find(among: people)
        _ = try await survive {
          try await service.profiles(of: people.prefix(30).map(\.person.did))
        }
        try await decide(about: group, service)
      }
      try #require(groups.allSatisfy { $0.unread >= 0 && $0.pending >= 0 })
      simulator.expireAccessTokens()
    }
    _ = try await survive { try await service.recover() }
    _ = try await survive { try await accounts.signOut(tokens.did.description) }
  }

  private func waiting(
    in group: Moderation.Group.ID, _ service: GroupService
  ) async throws -> [JoinRequest] {
    var people: [JoinRequest] = []
    do {
      for try await page in service.requests(in: group) { people += page }
    } catch {
      try expectSentence(error)
    }
    return people
  }

  private func decide(about group: SimulatedGroup, _ service: GroupService) async throws {
    let decisions = zip(group.waiting.compactMap { DID($0) }, Decision.Verdict.allCases).map {
      Decision($1, JoinRequest.ID(group: group.id, member: $0))
    }
    let settled = Record<SettledDecision>()
    await service.decide(decisions) { settled.add($0) }
    try #require(settled.values.count == decisions.count)
    for case .failed(let fault) in settled.values.map(\.outcome) { try expectSentence(fault) }
  }

  @discardableResult
  private func survive<Value>(_ call: () async throws -> Value) async throws -> Value? {
    do {
      return try await call()
    } catch let fault as Fault {
      try expectSentence(fault)
      return nil
    }
  }
}

extension Result where Failure == any Error {
  /// What comes of asynchronous work.
  fileprivate init(_ work: () async throws -> Success) async {
    do { self = .success(try await work()) } catch { self = .failure(error) }
  }
}
