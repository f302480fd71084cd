import Foundation
import Fuzzing
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

/// A window that is dragged about: what counts is what is on the screen in the end.
@Suite struct ResizeStormTests {
  private static let people = 60
  private static let extremes = [
    (1, 1), (1, 200), (500, 1), (500, 200), (72, 6), (71, 5), (80, 24),
  ]

  @Test func afterAStormTheScreenIsThatOfAFreshConsole() async throws {
    try await Fuzz.rounds("resize storms", 2, of: "sizes") { random in
      var storm = (0..<200).map { _ in
        (1 + random.size(upTo: 499), 1 + random.size(upTo: 199))
      }
      storm += Self.extremes.shuffled(using: &random)
      let last = (1 + random.below(160), 1 + random.below(60))
      let keys = random.pick(["", "lG", "?", "lG\r", "/alice", ":", "*", "H"])
      let type = random.pick(["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
      let names = (0..<Self.people).map { _ in HostileText.random(using: &random) }
      try await CommandLineFixture.signedIn { skydoor in
        for (index, name) in names.enumerated() {
          _ = try skydoor.ask("p\(index).test", displayName: name)
        }
        let old = try await Self.open(skydoor, type, keys, (80, 24))
        let fresh = try await Self.open(skydoor, type, keys, last)
        for (columns, rows) in storm + [last] { old.resize(columns: columns, rows: rows) }
        try await Self.expectSame(old, fresh)
        for terminal in [old, fresh] {
          terminal.signal(SIGTERM)
          #expect(try await terminal.exit() == .exited(128 + SIGTERM))
          terminal.expectRestored()
        }
      }
      return storm.count + 1
    }
  }

  /// A console that has nothing more to learn, after some keys. Nothing is marked as read, so that
  /// two of them see the same.
  private static func open(
    _ skydoor: CommandLineFixture, _ type: String, _ keys: String, _ size: (Int, Int)
  ) async throws -> PseudoTerminal {
    let lists = skydoor.calls("chat.bsky.group.listJoinRequests").count
    let terminal = try skydoor.console(
      "--read-only", undoSeconds: 0, pollSeconds: 3_600, type: type, columns: size.0, rows: size.1)
    try await eventually("the requests are listed") {
      skydoor.calls("chat.bsky.group.listJoinRequests").count > lists
    }
    try await terminal.waitForQuiet(.milliseconds(500))
    terminal.send(keys)
    return terminal
  }

  /// They are the same once both have come to rest.
  private static func expectSame(_ old: PseudoTerminal, _ fresh: PseudoTerminal) async throws {
    for look in 0..<20 {
      // On a slow machine a minute may have passed, which shows when something happens.
      if look > 10 { for terminal in [old, fresh] { terminal.signal(SIGWINCH) } }
      try await old.waitForQuiet(.milliseconds(200))
      try await fresh.waitForQuiet(.milliseconds(200))
      if old.screen.shown == fresh.screen.shown { break }
    }
    try #require(old.screen.text == fresh.screen.text)
    try #require(old.screen.shown == fresh.screen.shown)
    try #require(old.screen.isCursorVisible == fresh.screen.isCursorVisible)
    if fresh.screen.isCursorVisible { try #require(old.screen.cursor == fresh.screen.cursor) }
  }
}
