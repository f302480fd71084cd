import ATProto
import Foundation
import Testing

@testable import Moderation

extension Fixture.Options {
  /// Decisions are written down.
  static var writing: Self { Self(keepsJournal: true) }
}

extension Fixture {
  /// The journal of this test's own skydoor.
  var own: Journal {
    get throws { try #require(journal) }
  }

  /// The same journal, as another process opens it.
  func openJournal() throws -> Journal { try Journal.open(of: session.did, in: journals) }

  /// A process that writes something down and ends without another word.
  func dying(_ work: (Journal) async throws -> Void) async throws {
    try await work(try openJournal())
  }

  /// One that was sending decisions when it died.
  /// - Parameter log: whether it had read the log before.
  func dyingWhileSending(_ drafts: [DecisionDraft], log: Bool = true) async throws {
    let place = log ? try await service.live(after: nil).cursor : nil
    try await dying { journal in
      try await journal.record(drafts, at: clock.timekeeper.now())
      for draft in drafts {
        #expect(
          try await journal.claim(
            draft.decision, Evidence(logCursor: place), at: clock.timekeeper.now()
          ).isInDoubt == false)
      }
    }
  }

  /// All that stands in the journal, oldest first.
  var entries: [JournalEntry] {
    get async throws { try await openJournal().history(HistoryQuery()).reversed() }
  }

  var statuses: [JournalEntry.Status] {
    get async throws { try await entries.map(\.status) }
  }

  /// Those who wait in the first group.
  var requests: [JoinRequest] {
    get async throws {
      var requests: [JoinRequest] = []
      for try await page in service.requests(in: try group.id) { requests += page }
      return requests
    }
  }

  /// Decisions about as many of them, with what was seen.
  func drafts(
    _ count: Int = 1, _ verdict: Decision.Verdict = .reject
  ) async throws -> [DecisionDraft] {
    let name = try group.name
    return try await requests.prefix(count).map { DecisionDraft(verdict, $0, groupName: name) }
  }

  func draft(_ verdict: Decision.Verdict = .reject) async throws -> DecisionDraft {
    try #require(try await drafts(1, verdict).first)
  }

  /// The paths of the journal and of the files beside it.
  var files: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: journals).sorted()
        .map { "\(journals)/\($0)" }
    }
  }

  var file: String { "\(journals)/\(session.did).sqlite" }
}

extension Journal.Claim {
  /// Nil where it was not granted.
  var isInDoubt: Bool? { if case .granted(let grant) = self { grant.isInDoubt } else { nil } }
}
