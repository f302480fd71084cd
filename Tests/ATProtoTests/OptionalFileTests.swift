import Foundation
import Testing

@testable import ATProto

/// Only what does not exist is absent.
@Suite struct OptionalFileTests {
  /// Something in the way of `PATH/dir/file`, and what is said of it.
  enum Obstacle: CaseIterable {
    case circle, circleOnTheWay, deadLink, deadLinkOnTheWay, fileOnTheWay, longName, directory, pipe

    func build(in base: String) throws -> String {
      let files = FileManager.default
      try files.createDirectory(atPath: base + "/dir", withIntermediateDirectories: true)
      let path = base + "/dir/file"
      switch self {
      case .circle: try files.createSymbolicLink(atPath: path, withDestinationPath: "file")
      case .circleOnTheWay:
        try files.createSymbolicLink(atPath: base + "/link", withDestinationPath: "link")
        return base + "/link/file"
      case .deadLink: try files.createSymbolicLink(atPath: path, withDestinationPath: "/nowhere/x")
      case .deadLinkOnTheWay:
        try files.createSymbolicLink(atPath: base + "/link", withDestinationPath: "/nowhere/x")
        return base + "/link/deep/file"
      case .fileOnTheWay:
        try Data("x".utf8).write(to: URL(filePath: path))
        return path + "/file"
      case .longName: return base + "/dir/" + String(repeating: "n", count: 300)
      case .directory: try files.createDirectory(atPath: path, withIntermediateDirectories: false)
      case .pipe: mkfifo(path, 0o600)
      }
      return path
    }

    var reason: String {
      switch self {
      case .circle, .circleOnTheWay: "Too many levels of symbolic links"
      case .deadLink, .deadLinkOnTheWay: "it is a link to /nowhere/x, which is not there"
      case .fileOnTheWay: "Not a directory"
      case .longName: "File name too long"
      case .directory: "Is a directory"
      case .pipe: "it is not a plain file"
      }
    }
  }

  private func reason<Value>(_ body: () throws(FileError) -> Value) -> String? {
    do throws(FileError) {
      _ = try body()
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func whatIsNotThereIsAbsentAndSoIsWhatIsInNoDirectory()
    async throws
  {
    try await withTemporaryDirectory { base async throws in
      for path in [base + "/file", base + "/dir/deep/file", "/nowhere/file"] {
        #expect(try OptionalFile.read(path, atMost: 10, isRegular: true) == nil)
        #expect(try OptionalFile.text(path, isRegular: false) == nil)
        #expect(try OptionalFile.names(in: path) == [])
        #expect(try !OptionalFile.isThere(path))
      }
    }
  }

  @Test(arguments: Obstacle.allCases)
  func whateverElseIsInTheWayIsSaid(_ obstacle: Obstacle) async throws {
    try await withTemporaryDirectory { base in
      let path = try obstacle.build(in: base)
      #expect(
        reason { () throws(FileError) in
          try OptionalFile.read(path, atMost: 10, isRegular: true)
        } == obstacle.reason)
      let listing = reason { () throws(FileError) in try OptionalFile.names(in: path) }
      let presence = reason { () throws(FileError) in try OptionalFile.isThere(path) }
      switch obstacle {
      case .directory:
        #expect(listing == nil && presence == nil)
      case .pipe:
        #expect(listing == "Not a directory" && presence == nil)
      case .circle, .circleOnTheWay, .deadLink, .deadLinkOnTheWay, .fileOnTheWay, .longName:
        #expect(listing == obstacle.reason && presence == obstacle.reason)
      }
    }
  }

  @Test(arguments: Obstacle.allCases)
  func anObstacleToASessionIsNoAbsence(_ obstacle: Obstacle) async throws {
    try await withTemporaryDirectory { base in
      let path = try obstacle.build(in: base)
      let store = SessionStore(directory: path)
      guard obstacle != .directory else {
        // As a file of the store's.
        let inside = SessionStore(directory: base + "/dir")
        for name in ["default", "did:plc:alice.json"] {
          try FileManager.default.createDirectory(
            atPath: "\(inside.directory)/\(name)", withIntermediateDirectories: false)
        }
        #expect(throws: SessionStoreError.self) { try inside.defaultAccount() }
        #expect(throws: SessionStoreError.self) { try inside.load(.test()) }
        return
      }
      #expect(throws: SessionStoreError.self) { try store.all() }
      #expect(throws: SessionStoreError.self) { try store.defaultAccount() }
      #expect(throws: SessionStoreError.self) { try store.load(.test()) }
    }
  }

  @Test func aTextWithoutItsMarkWhatIsNoTextIsToldWithItsPlace() async throws {
    try await withTemporaryDirectory { base in
      try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
      let path = base + "/text"
      func put(_ bytes: some Sequence<UInt8>) throws {
        try Data(bytes).write(to: URL(filePath: path))
      }
      func read(atMost limit: Int = 100) throws(FileError) -> String? {
        try OptionalFile.text(path, atMost: limit, isRegular: true)
      }
      try put([0xEF, 0xBB, 0xBF] + "a\u{0}é".utf8)
      #expect(try read() == "a\u{0}é")
      try put("ab\ncé".utf8 + [0xFF] + "d\n".utf8)
      #expect(reason { () throws(FileError) in try read() } == "line 2, column 3 is not in UTF-8")
      try put(Array(repeating: UInt8(ascii: "x"), count: 2_049))
      #expect(
        reason { () throws(FileError) in try read(atMost: 2_048) } == "it is longer than 2 KiB")
      #expect(try read(atMost: 2_049)?.count == 2_049)
      #expect(
        reason { () throws(FileError) in
          try OptionalFile.text("/dev/zero", atMost: 2_048, isRegular: false)
        } == "it is longer than 2 KiB")
      #expect(try OptionalFile.text("/dev/null", isRegular: false) == "")
    }
  }
}
