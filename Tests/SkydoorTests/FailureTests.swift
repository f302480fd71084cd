import Foundation
import Moderation
import Simulator
import Testing

@testable import skydoor

@Suite struct FailureTests {
  @Test(arguments: Fault.Kind.allCases)
  func everyKindOfFaultEndsWithAStatusOfTheManual(_ kind: Fault.Kind) {
    #expect(ExitStatus(rawValue: kind.exitCode) != nil)
  }

  @Test(arguments: [["groups"], ["requests"], ["reject", "g", "jo.test"]])
  func notSignedIn(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(arguments)
      #expect(ending.status == 77)
      #expect(ending.errors.contains("skydoor login"))
      #expect(ending.errors.count { $0 == "\n" } == 1)
    }
  }

  @Test func sessionThatHasEnded() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      skydoor.simulator.revokeSessions()
      let ending = try await skydoor.run("groups")
      #expect(ending.status == 77)
      #expect(ending.errors.contains("skydoor login"))
    }
  }

  @Test func sessionFileThatOthersCanRead() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: skydoor.sessions)
          .first { $0.hasSuffix(".json") })
      let path = skydoor.sessions + "/" + name
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      let ending = try await skydoor.run("groups")
      #expect(ending.status == 77)
      #expect(ending.errors.contains("chmod 600"))
      #expect(ending.errors.contains(path))
    }
  }

  @Test func serviceThatIsDown() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      await skydoor.simulator.stop()
      let ending = try await skydoor.run("groups")
      #expect(ending.status == 69)
    }
  }

  @Test func serviceThatAsksToComeBackLater() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(
            status: 429, body: #"{"error":"RateLimitExceeded"}"#,
            headers: ["Retry-After": "3600"]),
          on: "chat.bsky.group.rejectJoinRequest", times: nil))
      let decision = try await skydoor.run("reject", try skydoor.group().id, "jo.test")
      #expect(decision.status == 75)
      #expect(decision.errors.contains(/That is in (59m|1h)\./))
      #expect(skydoor.calls("chat.bsky.group.rejectJoinRequest").count == 1)
    }
  }

  @Test func aRateLimitStopsTheBatch() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 50)) { skydoor in
      skydoor.simulator.inject(
        InjectedFault(
          .answer(
            status: 429, body: #"{"error":"RateLimitExceeded"}"#,
            headers: ["Retry-After": "3600"]),
          on: "chat.bsky.group.rejectJoinRequest", times: nil))
      let members = try skydoor.group().waiting
      let ending = try await skydoor.run(
        ["reject", try skydoor.group().id, "--yes", "--json"] + members)
      #expect(ending.status == 75)
      #expect(try ending.json().map { $0["outcome"] as? String } == members.map { _ in "failed" })
      #expect(skydoor.calls("chat.bsky.group.rejectJoinRequest").count < members.count)
    }
  }

  @Test func logThatCannotBeOpened() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run("groups", "--log", skydoor.home + "/no/such/log")
      #expect(ending.status == 65)
      #expect(ending.errors.contains("/no/such/log"))
    }
  }

  @Test func configurationThatCannotBeRead() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run("groups", "--config", skydoor.home + "/none.toml")
      #expect(ending.status == 78)
      #expect(ending.errors.contains("/none.toml"))
    }
  }

  @Test func nowhereToBeAtHome() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(["groups"], environment: ["HOME": ""])
      #expect(ending.status == 78)
      #expect(ending.errors.contains("HOME"))
    }
  }

  @Test func directoriesOfTheEnvironment() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let state = skydoor.home + "/elsewhere"
      let login = try await skydoor.signIn(environment: ["XDG_STATE_HOME": state])
      #expect(login.status == 0)
      #expect(FileManager.default.fileExists(atPath: state + "/skydoor/sessions"))
      // A relative directory is ignored, as the specification says.
      let relative = try await skydoor.run(
        ["groups"], environment: ["XDG_STATE_HOME": "elsewhere"])
      #expect(relative.status == 77)
    }
  }

  @Test func version() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run("--version")
      #expect(ending.status == 0)
      #expect(ending.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
  }

  /// Nobody who has no terminal can sign in to look at the console.
  @Test(arguments: [["console"], []])
  func theConsoleMissesItsTerminalFirst(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(arguments)
      #expect(ending.status == 64)
      #expect(ending.output == "")
      #expect(ending.errors.contains("ssh -t HOST skydoor"))
    }
  }
}
