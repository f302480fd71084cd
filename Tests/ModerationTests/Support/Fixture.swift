import ATProto
import Foundation
import Simulator
import Testing

@testable import Moderation

/// The owner's service layer on a simulator of its own.
struct Fixture: Sendable {
  let simulator: Simulator
  let session: Session
  let service: GroupService
  let notices: Record<ServiceNotice>
  let clock: HurriedClock
  /// Where the journals are kept.
  let journals: String
  /// The service's own; nil where it keeps none.
  let journal: Journal?
  private let makeService: @Sendable (Result<Journal, Fault>?, ServiceClock) -> GroupService

  static let list = "chat.bsky.group.listJoinRequests"
  static let convos = "chat.bsky.convo.listConvos"
  static let reject = "chat.bsky.group.rejectJoinRequest"
  static let approve = "chat.bsky.group.approveJoinRequest"
  static let create = "com.atproto.repo.createRecord"
  static let profiles = "app.bsky.actor.getProfiles"
  static let record = "com.atproto.repo.getRecord"
  static let log = "chat.bsky.convo.getLog"

  /// What is tried is set up here, so that a test states only what it is about.
  struct Options: Sendable {
    var world = WorldOptions(groups: 3, requests: 40)
    var latency = Duration.zero
    var answerLimit = Duration.seconds(20)
    var concurrency = 6
    var attempts = 4
    var pauseLimit = Duration.seconds(30)
    var pauses: Int?
    var patience = Duration.seconds(60)
    /// Decisions are written down, in a directory of the test's own.
    var keepsJournal = false
    /// The log is followed, as a console does.
    var followsLog = true
  }

  /// The first group, which has people waiting, and the seats for them.
  var group: SimulatedGroup {
    get throws { try #require(simulator.groups.first) }
  }

  func calls(_ nsid: String) -> [RecordedCall] {
    simulator.calls.filter { $0.nsid == nsid }
  }

  func waiting(in group: Moderation.Group.ID) -> [String] {
    simulator.groups.first { $0.id == group }?.waiting ?? []
  }

  func decision(
    _ verdict: Decision.Verdict = .reject, on position: Int = 0
  ) throws -> Decision {
    let group = try group
    return Decision(
      verdict,
      JoinRequest.ID(group: group.id, member: try #require(DID(group.waiting[position]))))
  }

  /// Everybody who waits in the first group, rejected.
  func decisions(_ count: Int) throws -> [Decision] {
    try (0..<count).map { try decision(on: $0) }
  }
}

/// Runs a test in a world of its own.
func withFixture(
  _ options: Fixture.Options = Fixture.Options(),
  _ body: (Fixture) async throws -> Void
) async throws {
  let simulator = try await Simulator.start(options.world, latency: options.latency)
  let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("moderation-\(UUID().uuidString)").path
  defer { try? FileManager.default.removeItem(atPath: directory) }
  let store = SessionStore(directory: directory)
  var limits = XRPCClient.Limits()
  limits.answer = options.answerLimit
  let (patient, client) = (XRPCClient(), XRPCClient(limits: limits))
  let result: Result<Void, any Error>
  do {
    let signedIn = try await Session.signIn(
      identifier: simulator.owner.handle, password: simulator.owner.password,
      host: ServiceURL(simulator.url), client: patient, store: store)
    let session = Session(
      try #require(try store.load(signedIn.did)), client: client, store: store)
    let fixture = try Fixture(
      simulator: simulator, session: session, options, journals: directory + "/journals")
    if options.followsLog { _ = try await fixture.service.live(after: nil) }
    try await body(fixture)
    result = .success(())
  } catch {
    result = .failure(error)
  }
  await patient.shutdown()
  await client.shutdown()
  await simulator.stop()
  try result.get()
}

extension Fixture {
  fileprivate init(
    simulator: Simulator, session: Session, _ options: Options, journals: String
  ) throws {
    let (notices, clock) = (Record<ServiceNotice>(), HurriedClock())
    self.simulator = simulator
    self.session = session
    self.notices = notices
    self.clock = clock
    self.journals = journals
    journal = options.keepsJournal ? try Journal.open(of: session.did, in: journals) : nil
    makeService = { journal, time in
      GroupService(
        session: session, journal: journal, concurrency: options.concurrency,
        retries: RetryPolicy(
          attempts: options.attempts, base: .milliseconds(100), pauseLimit: options.pauseLimit,
          pauses: options.pauses
        ) { $0 },
        patience: options.patience, time: time, notice: { notices.add($0) })
    }
    service = makeService(journal.map { .success($0) }, clock.timekeeper)
  }

  /// Another skydoor of the same owner.
  func service(
    with journal: Result<Journal, Fault>?, time: ServiceClock? = nil
  ) -> GroupService {
    makeService(journal, time ?? clock.timekeeper)
  }

  /// Decides about everybody, and gives what was reported.
  func settle(_ decisions: [Decision]) async -> [SettledDecision] {
    let reports = Record<SettledDecision>()
    await service.decide(decisions) { reports.add($0) }
    return reports.values
  }

  /// People whom the owner blocks, by the bodies of the calls that did it.
  var blocks: [(subject: String, key: String)] {
    get throws {
      struct Body: Decodable {
        struct Record: Decodable { let subject: String }
        let rkey: String
        let record: Record
      }
      return try calls(Self.create).filter(\.tookEffect).map { call in
        let body = try JSONDecoder().decode(Body.self, from: Data(call.body.utf8))
        return (body.record.subject, body.rkey)
      }
    }
  }
}

extension Fixture.Options {
  /// A front end that goes on by itself.
  static func patient(_ world: WorldOptions) -> Self {
    Self(world: world, pauseLimit: .seconds(900), pauses: 1_000)
  }

  /// A service that does not answer is given up soon.
  static var impatient: Self { Self(answerLimit: .seconds(4)) }
}

extension Outcome {
  /// The kind of the fault, where there is one.
  var fault: Fault? {
    if case .failed(let fault) = self { fault } else { nil }
  }
}
