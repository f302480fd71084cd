import ATProto
import Foundation
import Fuzzing
import GRDB
import Testing

@testable import Moderation

/// A journal damaged by a disk, or by somebody with an editor. Whatever is in it, it says so, or it
/// can be used.
@Suite struct JournalFuzzTests {
  private static let account = DID("did:plc:owner")!
  private static let now = Date(timeIntervalSince1970: 1_790_000_000)
  private static let columns = [
    "writer", "status", "verdict", "convo", "groupName", "member", "handle", "requestedAt",
    "person", "profile", "rule", "note", "decidedAt", "sentAt", "settledAt", "reason", "logCursor",
    "blockKey", "id",
  ]

  private static func draft(_ index: Int, _ verdict: Decision.Verdict) -> DecisionDraft {
    let person = Person(
      did: DID("did:plc:p\(index)")!, handle: Handle("p\(index).example.com")!,
      displayName: "王 \(index)", createdAt: now - 86_400, labels: ["spam"])
    return DecisionDraft(
      verdict, JoinRequest(group: "g\(index % 2)", person: person, requestedAt: now - 60),
      groupName: "Night Owls", profile: Profile(did: person.did, followers: 3, readAt: now),
      rule: index == 1 ? "new" : nil, note: index == 2 ? "rude" : nil)
  }

  /// A journal with decisions at every stage, closed in order.
  private static func write(in directory: String) async throws {
    let journal = try Journal.open(of: account, in: directory)
    let drafts = (0..<30).map { draft($0, Decision.Verdict.allCases[$0 % 3]) }
    try await journal.record(drafts, at: now)
    for draft in drafts.dropFirst(6) { _ = try await journal.claim(draft.decision, at: now) }
    let outcomes: [Outcome] = [
      .done, .gone, .failed(.groupGone), .failed(.unconfirmed(.groupGone)), .failed(.cancelled),
    ]
    let settled = drafts.dropFirst(12).enumerated().map {
      SettledDecision($1.decision, outcomes[$0 % outcomes.count])
    }
    try await journal.settle(settled, at: now)
    try await journal.setNote("asked twice", on: drafts[3].subject.person.did, at: now)
    try await journal.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
  }

  private func withJournal(
    _ body: (_ directory: String, _ path: String, _ whole: [UInt8]) async throws -> Void
  ) async throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "journals-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await Self.write(in: directory)
    let path = "\(directory)/\(Self.account).sqlite"
    try await body(directory, path, [UInt8](Data(contentsOf: URL(filePath: path))))
  }

  private func restore(_ bytes: [UInt8], at path: String, in directory: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
      try FileManager.default.removeItem(atPath: "\(directory)/\(name)")
    }
    try Data(bytes).write(to: URL(filePath: path))
  }

  @Test func damagedBytesAreSaidOrCanBeLivedWith() async throws {
    try await withJournal { directory, path, whole in
      try await Fuzz.rounds("journal bytes", 60, of: "files") { random in
        try restore(random.mutated(whole), at: path, in: directory)
        try await useAll(in: directory)
        return 1
      }
    }
  }

  @Test func valuesOfAnyKindAreSaidOrCanBeLivedWith() async throws {
    try await withJournal { directory, path, whole in
      try await Fuzz.rounds("journal values", 60, of: "values") { random in
        try restore(whole, at: path, in: directory)
        try await change(&random, at: path)
        try await useAll(in: directory)
        return 1
      }
    }
  }

  /// Puts something into a column that it was never given.
  private func change(_ random: inout SplitMix, at path: String) async throws {
    let values: [DatabaseValue] = [
      .null, 0.databaseValue, (-1).databaseValue, Int64.max.databaseValue, 1e308.databaseValue,
      (-1e15).databaseValue, Double.infinity.databaseValue, "".databaseValue,
      "did:plc:x".databaseValue, "{}".databaseValue, "\u{0}".databaseValue,
      Data([0xFF, 0x00]).databaseValue, HostileText.random(using: &random).databaseValue,
      #"{"did":"did:plc:p1","handle":"a.b","createdAt":1e300}"#.databaseValue,
    ]
    let (column, value) = (random.pick(Self.columns), random.pick(values))
    let id = 1 + random.below(30)
    let database = try DatabaseQueue(path: path)
    try await database.write { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(
        sql: "UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'decision'")
    }
    try database.close()
    let open = try DatabaseQueue(path: path)
    _ = try? await open.write { db in
      try db.execute(
        sql: "UPDATE decision SET \(column) = ? WHERE id = ?", arguments: [value, id])
    }
    try open.close()
  }

  /// Does everything that is ever done with a journal.
  private func useAll(in directory: String) async throws {
    let journal: Journal
    do {
      journal = try Journal.open(of: Self.account, in: directory)
    } catch {
      return try expectSentence(error)
    }
    let new = Self.draft(40, .reject)
    let ids = (0..<30).map { Self.draft($0, .reject).decision }
    try await survive { _ = try await journal.history(HistoryQuery()) }
    try await survive {
      _ = try await journal.history(
        HistoryQuery(
          group: "g1", member: Self.draft(1, .reject).subject.person.did, since: Self.now))
    }
    try await survive { _ = try await journal.personHistories() }
    try await survive { _ = try await journal.groups() }
    try await survive { _ = try await journal.members(called: Handle("p1.example.com")!) }
    try await survive {
      let left = try await journal.interrupted()
      let findings = left.map { Journal.Finding(entry: $0, status: .held) }
      let adopted = try await journal.adopt(findings, at: Self.now)
      try await journal.drop(adopted.map(\.id), at: Self.now)
    }
    try await survive { try await journal.record([new], at: Self.now) }
    for decision in ids.prefix(12) + [new.decision] {
      try await survive { _ = try await journal.claim(decision, at: Self.now) }
    }
    try await survive {
      try await journal.settle([SettledDecision(new.decision, .done)], at: Self.now)
    }
    try await survive { try await journal.withdraw(ids, at: Self.now) }
    try await survive { try await journal.setNote("x", on: new.subject.person.did, at: Self.now) }
  }

  private func survive(_ work: () async throws -> Void) async throws {
    do { try await work() } catch let fault as Fault { try expectSentence(fault) }
  }
}
