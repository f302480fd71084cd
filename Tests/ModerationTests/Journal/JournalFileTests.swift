import ATProto
import Foundation
import GRDB
import TestEnvironment
import Testing

@testable import Moderation

/// The journal as a file among others.
@Suite struct JournalFileTests {
  @Test func onlyItsOwnerCanReadIt() async throws {
    try await withFixture(.writing) { fixture async throws in
      try await fixture.own.record(try await fixture.drafts(2), at: .now)
      #expect(try mode(fixture.journals) == 0o700)
      #expect(try mode("\(fixture.file).writers") == 0o700)
      let writers = try FileManager.default.contentsOfDirectory(atPath: "\(fixture.file).writers")
        .map { "\(fixture.file).writers/\($0)" }
      #expect(writers.count == 1)
      let files = try fixture.files.filter { !$0.hasSuffix(".writers") }
      #expect(files.contains("\(fixture.file)-wal"))
      for file in files + writers { #expect(try mode(file) == 0o600, "\(file)") }
    }
  }

  @Test func itIsMadeFromNothingAndOpenedAgain() async throws {
    try await withFixture { fixture async throws in
      #expect(!FileManager.default.fileExists(atPath: fixture.journals))
      let draft = try await fixture.draft()
      try await fixture.openJournal().record([draft], at: .now)
      #expect(try await fixture.entries.map(\.subject) == [draft.subject])
    }
  }

  @Test func oneInMemoryKeepsDecisions() async throws {
    let journal = Journal.inMemory()
    let subject = Decision.Subject(
      unseen: Membership(group: "g", member: try #require(DID("did:plc:a"))))
    let draft = DecisionDraft(.reject, about: subject, groupName: "G")
    try await journal.record([draft], at: .now)
    #expect(try await journal.history(HistoryQuery()).map(\.subject) == [subject])
  }

  @Test func toLookAtItMakesNone() async throws {
    try await withFixture { fixture async throws in
      #expect(try Journal.openIfThere(of: fixture.session.did, in: fixture.journals) == nil)
      #expect(!FileManager.default.fileExists(atPath: fixture.journals))
      _ = try fixture.openJournal()
      #expect(try Journal.openIfThere(of: fixture.session.did, in: fixture.journals) != nil)
    }
  }

  @Test(arguments: [Data("not a database at all, but long enough".utf8), Data(count: 8_192)])
  func garbageIsKeptAsideAndANewOneBegun(_ garbage: Data) async throws {
    try await withFixture { fixture async throws in
      try FileManager.default.createDirectory(
        atPath: fixture.journals, withIntermediateDirectories: true)
      try garbage.write(to: URL(filePath: fixture.file))
      let fault = try #require(throws: Fault.self) { try fixture.openJournal() }
      #expect(fault.kind == .journal && fault.message == "The journal was damaged.")
      let aside = try #require(try fixture.files.first)
      #expect(fault.cure.contains(aside))
      #expect(try Data(contentsOf: URL(filePath: aside)) == garbage)
      #expect(try await fixture.entries.isEmpty)
    }
  }

  @Test func aTruncatedOneIsKeptAsideAndANewOneBegun() async throws {
    try await withFixture { fixture async throws in
      let drafts = try await fixture.drafts(40)
      try await fixture.dying { journal async throws in
        try await journal.record(drafts, at: .now)
        try await journal.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      }
      let size = try #require(
        try FileManager.default.attributesOfItem(atPath: fixture.file)[.size] as? Int)
      let handle = try FileHandle(forWritingTo: URL(filePath: fixture.file))
      try handle.truncate(atOffset: UInt64(size / 2))
      try handle.close()
      let fault = try #require(throws: Fault.self) { try fixture.openJournal() }
      #expect(fault.message == "The journal was damaged.")
      #expect(try fixture.files.contains { $0.contains(".damaged-") })
      #expect(try await fixture.entries.isEmpty)
    }
  }

  @Test func aDirectoryThatCannotBeMadeIsNamedWithACure() async throws {
    try await withFixture { fixture async throws in
      let file = fixture.journals + "-file"
      #expect(FileManager.default.createFile(atPath: file, contents: nil))
      let fault = try #require(throws: Fault.self) {
        try Journal.open(of: fixture.session.did, in: "\(file)/journals")
      }
      #expect(fault.kind == .journal && fault.cure.contains(file))
      #expect(fault.cure.contains("ls -ld"))
    }
  }

  @Test func oneOfANewerVersionIsLeftAlone() async throws {
    try await withFixture { fixture async throws in
      try await fixture.dying { journal async throws in
        var migrator = Journal.migrator
        migrator.registerMigration("from the future") { try $0.execute(sql: "CREATE TABLE x (y)") }
        try migrator.migrate(journal.database)
      }
      let before = try fixture.files
      let fault = try #require(throws: Fault.self) { try fixture.openJournal() }
      #expect(fault.kind == .journal && fault.message.contains("newer skydoor"))
      #expect(try fixture.files.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") } == before)
    }
  }

  /// Other versions read what stands in the file.
  @Test func theColumnsHoldTheWordsThatTheyAlwaysHeld() async throws {
    try await withFixture(.writing) { fixture async throws in
      let draft = DecisionDraft(
        .rejectAndBlock,
        JoinRequest(
          group: "g",
          person: Person(did: try #require(DID("did:plc:a")), handle: .invalid, readAt: nil),
          requestedAt: Date(timeIntervalSince1970: 1.5)),
        groupName: "G", rule: "new", note: "rude")
      try await fixture.own.record([draft], at: Date(timeIntervalSince1970: 2.5))
      let found = try fixture.own.database.read {
        try Row.fetchOne($0, sql: "SELECT * FROM decision")
      }
      let row = try #require(found)
      let expected: [String: (any DatabaseValueConvertible)?] = [
        "id": 1, "writer": try fixture.own.writerName, "status": "held",
        "verdict": "reject-and-block", "convo": "g", "groupName": "G", "member": "did:plc:a",
        "handle": "handle.invalid", "requestedAt": 1.5, "profile": nil, "rule": "new",
        "note": "rude", "decidedAt": 2.5, "sentAt": nil, "settledAt": nil, "reason": nil,
        "logCursor": nil, "blockKey": nil,
      ]
      for (column, value) in expected {
        #expect(row[column] as DatabaseValue == value?.databaseValue ?? .null, "\(column)")
      }
      let person: String = row["person"]
      #expect(person.contains("\"did\":\"did:plc:a\"") && !person.contains("readAt"))
      #expect(row.count == expected.count + 1)
      #expect(
        JournalEntry.Status.allCases.map(\.rawValue)
          == ["held", "sent", "doubtful", "done", "gone", "failed", "withdrawn"])
      #expect(
        Decision.Verdict.allCases.map(\.rawValue)
          == ["reject", "approve", "reject-and-block", "remove"])
    }
  }

  @Test func accountsHaveJournalsOfTheirOwn() async throws {
    try await withFixture(.writing) { fixture async throws in
      try await fixture.own.record(try await fixture.drafts(1), at: .now)
      let other = try Journal.open(of: try #require(DID("did:web:b.test")), in: fixture.journals)
      #expect(try await other.history(HistoryQuery()).isEmpty)
    }
  }

  @Test func whoLooksAtAWritersFileDoesNotKeepTheWriterOut() async throws {
    try await withFixture(.writing) { fixture async throws in
      let directory = "\(fixture.file).writers"
      let path = "\(directory)/late"
      let look = open(path, O_RDWR | O_CREAT, 0o600)
      #expect(flock(look, LOCK_SH | LOCK_NB) == 0)
      let late = Task.detached { try WriterLock(directory: directory, writer: "late") }
      // It has the file open, and waits for the lock.
      try await eventually { try descriptors(of: path) == 2 }
      close(look)
      let writer = try await late.value
      #expect(try fixture.own.isAlive("late"))
      withExtendedLifetime(writer) {}
    }
  }

  private func descriptors(of path: String) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
      let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
      return file == path
    }
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
