import Config
import Foundation
import Fuzzing
import Moderation
import Testing

@testable import Console

@Suite struct ReduceFuzzTests {
  private static let rules = """
    [keys.requests]
    "g g" = "first"
    "g G" = "last"
    "g" = "none"
    [keys.all]
    "F1" = "help"
    [[rule]]
    name = "new \\u001b[2J"
    when = "age < 7d and not is:following or asked > 1"
    suggest = "reject"
    [[rule]]
    name = "known"
    when = "known > 3 or followers > 100"
    suggest = "approve"
    [[filter]]
    name = "strangers"
    when = "not is:follower and not is:following"
    """

  @Test func nothingThatHappensBreaksTheConsole() async throws {
    let rebound = Configuration(toml: Self.rules, path: "config.toml", keymap: .standard)
    try await Fuzz.rounds("reduce", 16, of: "steps") { random in
      let isRebound = random.oneIn(2)
      let settings = Settings(
        readOnly: random.oneIn(8), undoDelay: random.oneIn(3) ? .zero : .seconds(3),
        rules: isRebound ? rebound.rules : [],
        keymap: isRebound ? rebound.keymap : .standard)
      var console = try FuzzedConsole(random, settings: settings)
      var steps = 0
      while steps < 400, console.state.session.isOpen {
        try console.step()
        steps += 1
      }
      return steps
    }
  }
}
