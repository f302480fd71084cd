import ATProto
import Foundation
import Logging
import Synchronization
import Testing

@testable import Moderation

@Suite struct SnapshotTests {
  private static let owner = DID("did:plc:owner")!
  private static let date = Date(timeIntervalSince1970: 1_790_000_000.25)

  private static func person(_ name: String) -> Person {
    Person(did: DID("did:plc:\(name)")!, handle: Handle("\(name).example.com")!)
  }

  private static func list(_ group: String, count: Int) -> Snapshot.List {
    Snapshot.List(
      group: group,
      requests: (0..<count).map {
        JoinRequest(group: group, person: person("\(group)-\($0)"), requestedAt: date + Double($0))
      }, readAt: date)
  }

  private static func profile(_ member: DID) -> Profile {
    Profile(
      did: member, followers: 3, follows: nil, posts: 0, bio: "Grüße\n\u{202E}👩‍👩‍👧", knownFollowers: 1,
      labels: ["a"],
      relationship: Relationship(following: true, followedBy: true, blocking: true, muted: true),
      verified: true, readAt: date + 1)
  }

  /// With everything that can be there, and everything that can be missing.
  private static let full = Snapshot(
    groups: [
      Group(
        id: "g1", name: "Night \u{1B}Owls", memberCount: 48, memberLimit: 50, pending: 1_500,
        unread: 7, lock: .lockedPermanently, lockIsModeration: true,
        link: JoinLink(code: "abc", enabled: true, requireApproval: true, rule: .anyone)),
      Group(id: "g2", name: "", memberCount: 0, memberLimit: 0, pending: 21, pendingIsCapped: true),
    ], groupsReadAt: date,
    lists: [
      Snapshot.List(
        group: "g1",
        requests: [
          JoinRequest(
            group: "g1",
            person: Person(
              did: DID("did:web:localhost%3A8080")!, handle: .invalid, displayName: "王小明",
              createdAt: .distantPast, labels: ["spam", Label("!warn", by: nil)],
              selfLabels: ["a"],
              relationship: Relationship(
                following: nil, followedBy: true, blocking: true, muted: true),
              verified: true, hasAvatar: true,
              knownFollowers: 12, readAt: date), requestedAt: date),
          JoinRequest(group: "g1", person: person("jo"), requestedAt: nil),
        ], readAt: date - 60)
    ], profile: profile)

  private static func file(
    in directory: String, of account: DID = owner, logger: Logger? = nil, isSignedIn: Bool = true
  ) -> SnapshotFile {
    SnapshotFile(
      CacheFile(
        directory: directory, account: account, suffix: "seen", logger: logger,
        isSignedIn: { isSignedIn }))
  }

  /// Runs a test with a file in a directory that is not there yet.
  private func withFile(
    _ body: (SnapshotFile, _ directory: String, _ log: Lines) throws -> Void
  ) throws {
    let base = FileManager.default.temporaryDirectory
      .appending(path: "last-seen-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: base) }
    let log = Lines()
    let directory = base + "/cache/skydoor"
    try body(
      Self.file(in: directory, logger: Logger(label: "test") { _ in LineHandler(lines: log) }),
      directory, log)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test func whatWasWrittenIsReadInPrivateFiles() throws {
    try withFile { file, directory, log throws in
      #expect(file.read() == nil)
      file.write(Self.full)
      #expect(file.read() == Self.full)
      #expect(
        try file.readGroups() == Snapshot.Groups(groups: Self.full.groups, readAt: Self.date))
      #expect(try mode(directory) == 0o700)
      #expect(try mode(file.path) == 0o600)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: directory) == ["did:plc:owner.seen"])
      file.write(Snapshot(groups: [], groupsReadAt: Self.date, lists: []))
      #expect(file.read()?.groups == [])
      file.remove()
      #expect(file.read() == nil)
      file.remove()
      #expect(log.all == [])
    }
  }

  @Test func profilesOfThoseKeptAreKeptOnce() {
    let jo = Self.person("jo")
    let seen = Snapshot(
      groups: [], groupsReadAt: Self.date,
      lists: ["g1", "g2"].map {
        Snapshot.List(
          group: $0, requests: [JoinRequest(group: $0, person: jo, requestedAt: nil)],
          readAt: Self.date)
      }, profile: Self.profile)
    #expect(seen.profiles == [Self.profile(jo.did)])
  }

  /// A field that is added has to be written too, under a new version.
  @Test func everyFieldIsWritten() throws {
    let request = try #require(Self.full.lists.first?.requests.first)
    let profile = try #require(Self.full.profiles.first)
    let group = try #require(Self.full.groups.first)
    let link = try #require(group.link)
    let counts = [
      Mirror(reflecting: group), Mirror(reflecting: link), Mirror(reflecting: request),
      Mirror(reflecting: request.person), Mirror(reflecting: profile),
      Mirror(reflecting: profile.relationship),
    ].map(\.children.count)
    #expect(counts == [10, 4, 3, 11, 14, 7])
    #expect(CacheFormat.version == 2)
  }

  @Test(arguments: [
    ([10_000], [1_000]), ([1_000, 1_000, 1_000, 1_000], [1_000, 1_000, 1_000]),
    ([700, 0, 900, 900, 900], [700, 900, 900, 500]),
  ])
  func thoseWhoWaitLongestAreKept(waiting: [Int], kept: [Int]) {
    let lists = waiting.enumerated().map { Self.list("g\($0)", count: $1) }
    let seen = Snapshot(groups: [], groupsReadAt: Self.date, lists: lists, profile: Self.profile)
    #expect(seen.lists.map(\.requests.count) == kept)
    #expect(seen.lists.first?.requests == Array(lists[0].requests.prefix(kept[0])))
    #expect(seen.profiles.count == kept.reduce(0, +))
  }

  @Test func aDamagedFileIsIgnoredAndReplaced() throws {
    try withFile { file, _, log throws in
      file.write(Self.full)
      let bytes = try [UInt8](Data(contentsOf: URL(filePath: file.path)))
      func put(_ bytes: some Sequence<UInt8>) throws {
        try Data(bytes).write(to: URL(filePath: file.path))
      }
      for index in stride(from: 0, to: bytes.count, by: 7) {
        var damaged = bytes
        damaged[index] ^= 0x40
        try put(damaged)
        #expect(file.read() == nil, "byte \(index)")
        #expect(throws: CacheFault.self, "byte \(index)") { try file.readGroups() }
        try put(bytes.prefix(index))
        #expect(file.read() == nil, "\(index) bytes")
      }
      try put(bytes + [0])
      #expect(file.read() == nil)
      #expect(log.all.count == (bytes.count + 6) / 7 * 3 + 1)
      #expect(
        log.all.last == "The cache \(file.path) is not used: \(CacheDamage.wrongSum.rawValue).")
      file.write(Self.full)
      #expect(file.read() == Self.full)
    }
  }

  /// Bytes that are as they were written, and mean nothing: a reader must not trust a sum.
  @Test func nonsenseIsNotRead() throws {
    let bytes = CacheFormat.bytes(of: Self.full, account: Self.owner)
    for end in 16..<bytes.count {
      var reader = CacheReader(Array(bytes[16..<end]))
      #expect(throws: CacheDamage.self) {
        let _: DID = try reader.read()
        let _: Snapshot = try reader.read()
      }
    }
    var huge = CacheReader([UInt8](repeating: 0xFF, count: 64))
    #expect(throws: CacheDamage.tooShort) { let _: [Person] = try huge.read() }
    var text = CacheReader([1, 0, 0, 0, 0, 0, 0, 0, 0x20])
    #expect(throws: CacheDamage.badValue) { let _: DID = try text.read() }
    var flag = CacheReader([2])
    #expect(throws: CacheDamage.badValue) { let _: Bool = try flag.read() }
  }

  /// Nobody can add them up, or say how long ago they were.
  @Test func numbersAndDatesThatCannotBeAreNotRead() {
    for number in [-1, .min, .max] {
      var writer = CacheWriter()
      writer.write(number)
      var reader = CacheReader(writer.bytes)
      #expect(throws: CacheDamage.badValue) { let _: Int = try reader.read() }
    }
    for seconds in [Double.nan, .infinity, 1e300, -1e13] {
      var writer = CacheWriter()
      writer.write(Date(timeIntervalSince1970: seconds))
      var reader = CacheReader(writer.bytes)
      #expect(throws: CacheDamage.badValue) { let _: Date = try reader.read() }
    }
  }

  @Test func anotherVersionIsIgnored() throws {
    try withFile { file, _, log throws in
      file.write(Self.full)
      var bytes = try Data(contentsOf: URL(filePath: file.path))
      bytes[7] += 1
      try bytes.write(to: URL(filePath: file.path))
      #expect(file.read() == nil)
      #expect(log.all == ["The cache \(file.path) is not used: it was written by another version."])
    }
  }

  @Test func anotherAccountsFileIsIgnored() throws {
    try withFile { file, directory, log throws in
      let other = Self.file(in: directory, of: DID("did:plc:other")!)
      other.write(Self.full)
      try FileManager.default.moveItem(atPath: other.path, toPath: file.path)
      #expect(file.read() == nil)
      #expect(log.all.count == 1)
    }
  }

  @Test func aFileThatOthersCanGetAtIsIgnoredUntilItIsReplaced() throws {
    try withFile { file, _, log throws in
      file.write(Self.full)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      #expect(file.read() == nil)
      #expect(log.all.count == 1)
      file.write(Self.full)
      #expect(try mode(file.path) == 0o600)
      #expect(file.read() == Self.full)
    }
  }

  @Test func aDirectoryThatCannotBeMadeIsForTheLogAlone() throws {
    try withFile { file, directory, log throws in
      let parent = URL(filePath: directory).deletingLastPathComponent()
      try FileManager.default.createDirectory(
        at: parent.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("a file".utf8).write(to: parent)
      file.write(Self.full)
      #expect(file.read() == nil)
      #expect(log.all.count == 2)
      #expect(log.all.allSatisfy { $0.hasPrefix("The cache \(file.path) can't be ") })
    }
  }

  @Test func nothingIsKeptOfAnAccountThatIsSignedOut() throws {
    try withFile { _, directory, _ throws in
      let file = Self.file(in: directory, isSignedIn: false)
      file.write(Self.full)
      #expect(!FileManager.default.fileExists(atPath: directory))
    }
  }

  @Test func consolesThatWriteAtOnceNeverTearIt() async throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "last-seen-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let file = Self.file(in: directory)
    let sizes = [1, 300, 900]
    let versions = sizes.map {
      Snapshot(groups: [], groupsReadAt: Self.date, lists: [Self.list("g1", count: $0)])
    }
    file.write(versions[0])
    await withTaskGroup(of: Void.self) { group in
      for version in versions {
        group.addTask { for _ in 0..<20 { file.write(version) } }
      }
      group.addTask {
        for _ in 0..<60 {
          let seen = file.read()
          #expect(seen.map(versions.contains) == true)
        }
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == 1)
  }
}

/// What was logged.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct LineHandler: LogHandler {
  let lines: Lines
  var logLevel = Logger.Level.debug
  var metadata: Logger.Metadata = [:]

  init(lines: Lines) { self.lines = lines }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { lines.add("\(event.message)") }
}
