import ATProto
import Foundation
import Fuzzing
import Testing

@testable import Moderation

/// A file of what was last seen, damaged in every way that its sum does not tell.
@Suite struct CacheFuzzTests {
  private static let owner = DID("did:plc:owner")!
  private static let headLength = 16
  private static let start = Date(timeIntervalSince1970: 1_790_000_000.25)

  private static let seen: Snapshot = {
    let people = (0..<6).map { index in
      JoinRequest(
        group: "g1",
        person: Person(
          did: DID("did:plc:p\(index)")!, handle: Handle("p\(index).example.com")!,
          displayName: "王 \(index)\u{1B}", createdAt: start - 86_400, labels: ["spam"],
          knownFollowers: index), requestedAt: index == 3 ? nil : start - Double(index))
    }
    return Snapshot(
      groups: [
        Group(
          id: "g1", name: "Night Owls", memberCount: 48, memberLimit: 50, pending: 6, unread: 2,
          link: JoinLink(code: "abc", enabled: true, requireApproval: true, rule: .anyone)),
        Group(id: "g2", name: "", memberCount: 0, memberLimit: 0),
      ], groupsReadAt: start,
      lists: [Snapshot.List(group: "g1", requests: people, readAt: start)]
    ) { Profile(did: $0, followers: 3, bio: "hi", labels: ["a"], readAt: start) }
  }()

  @Test func damagedBytesAreNothingOrSomethingThatCanBe() async throws {
    let whole = CacheFormat.bytes(of: Self.seen, account: Self.owner)
    try await Fuzz.rounds("cache", 2_000, of: "files") { random in
      var bytes = random.mutated(whole)
      if !random.oneIn(8) { Self.mend(&bytes) }
      guard let read = try? Self.snapshot(in: bytes) else { return 1 }
      let counts = read.groups.flatMap { [$0.memberCount, $0.memberLimit, $0.pending, $0.unread] }
      try #require(counts.allSatisfy { (0...Int(Int32.max)).contains($0) })
      let dates =
        [read.groupsReadAt] + read.lists.map(\.readAt) + read.profiles.map(\.readAt)
        + read.lists.flatMap(\.requests).flatMap {
          [$0.requestedAt, $0.person.createdAt].compactMap { $0 }
        }
      try #require(dates.allSatisfy { $0.isInCalendar })
      // It is kept as it was read.
      let again = CacheFormat.bytes(of: read, account: Self.owner)
      try #require(try Self.snapshot(in: again) == read)
      return 1
    }
  }

  private static func snapshot(in bytes: [UInt8]) throws -> Snapshot {
    try CacheFormat.value(in: bytes, account: owner)
  }

  /// Makes the head of a file true again: its mark, and the sum (FNV-1a) of what follows.
  private static func mend(_ bytes: inout [UInt8]) {
    guard bytes.count > headLength else { return }
    bytes.replaceSubrange(..<8, with: Array("skydoor".utf8) + [CacheFormat.version])
    let sum = bytes[headLength...].reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    withUnsafeBytes(of: sum.littleEndian) { bytes.replaceSubrange(8..<headLength, with: $0) }
  }
}
