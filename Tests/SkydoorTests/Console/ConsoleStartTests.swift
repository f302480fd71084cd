import Foundation
import PseudoTerminal
import Simulator
import Testing

/// A start from what was last seen: on the screen before the service has answered.
@Suite struct ConsoleStartTests {
  private static let convos = "chat.bsky.convo.listConvos"
  private static let list = "chat.bsky.group.listJoinRequests"

  /// Jo and Kim wait in the first group, and a console has shown them and left.
  private func afterFirstConsole(
    _ body: (_ skydoor: CommandLineFixture, _ jo: String) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      let jo = try skydoor.ask("jo.test", displayName: "Jo")
      _ = try skydoor.ask("kim.test", displayName: "Kim")
      try await skydoor.lookAndLeave("2 waiting · 1 of 2")
      try await body(skydoor, jo)
    }
  }

  @Test func whoWasSeenIsShownBeforeTheServiceAnswersAndThenTheTruth() async throws {
    try await afterFirstConsole { skydoor, jo async throws in
      let group = try skydoor.group()
      #expect(skydoor.simulator.withdraw(group: group.id, member: jo))
      _ = try skydoor.ask("lee.test", displayName: "Lee")
      skydoor.simulator.inject(InjectedFault(.hang, on: Self.convos))
      let asked = skydoor.calls(Self.list).count

      let terminal = try skydoor.console(pollSeconds: 3_600, columns: 100)
      try await terminal.wait { screen in
        screen.contains("2 groups · 2 waiting as of") && screen.contains("2 waiting as of")
          && screen.contains("@jo.test") && screen.contains("@kim.test")
      }
      #expect(skydoor.calls(Self.list).count == asked)
      #expect(!terminal.screen.contains("@lee.test"))

      // The call that hangs is not waited for.
      terminal.send("r")
      try await terminal.wait { screen in
        screen.contains("2 groups · 2 waiting") && !screen.contains("as of")
          && screen.contains("@lee.test")
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  /// The service takes a while for each answer: the rows are there, then their mark goes.
  @Test func aSlowServiceReplacesWhatWasSeen() async throws {
    try await afterFirstConsole { skydoor, _ async throws in
      skydoor.simulator.inject(InjectedFault(.delay(.milliseconds(50)), times: nil))
      let terminal = try skydoor.console(columns: 100)
      try await terminal.wait { $0.contains("2 waiting as of") && $0.contains("@jo.test") }
      try await terminal.wait { $0.contains("2 waiting · 1 of 2") && $0.contains("@jo.test") }
    }
  }

  @Test func aRowThatWasSeenTakesADecisionBeforeItsListIsThere() async throws {
    try await afterFirstConsole { skydoor, jo async throws in
      skydoor.simulator.inject(InjectedFault(.hang, on: Self.convos, times: nil))
      let terminal = try skydoor.console(columns: 100)
      try await terminal.wait { $0.contains("2 waiting as of") && $0.contains("@jo.test") }
      terminal.send("/jo\rx")
      try await terminal.wait(for: "Rejected @jo.test.")
      #expect(skydoor.decisions.count == 1)
      #expect(try !skydoor.group().waiting.contains(jo))
    }
  }

  @Test func somebodyWhoHasLeftMeanwhileIsSaidToBeGone() async throws {
    try await afterFirstConsole { skydoor, jo async throws in
      let group = try skydoor.group()
      #expect(skydoor.simulator.withdraw(group: group.id, member: jo))
      skydoor.simulator.inject(InjectedFault(.hang, on: Self.convos, times: nil))
      let terminal = try skydoor.console(columns: 100)
      try await terminal.wait { $0.contains("2 waiting as of") && $0.contains("@jo.test") }
      terminal.send("/jo\rx")
      try await terminal.wait(for: "@jo.test was not waiting any more")
    }
  }

  @Test func withoutTheServiceTheListIsReadableAndTheReasonIsSaid() async throws {
    try await afterFirstConsole { skydoor, _ async throws in
      await skydoor.simulator.stop()
      let terminal = try skydoor.console(columns: 100)
      try await terminal.wait { screen in
        screen.contains("2 waiting as of") && screen.contains("@jo.test")
          && screen.contains("not refreshed")
          && screen.lines.last?.contains("No connection to") == true
      }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func thereArePrivateFilesForAnAccountWhichLogoutRemoves() async throws {
    try await afterFirstConsole { skydoor, _ async throws in
      let files = FileManager.default
      let names = ["labelers", "seen"].map { "\(skydoor.simulator.owner.did).\($0)" }
      #expect(try files.contentsOfDirectory(atPath: skydoor.cache).sorted() == names)
      #expect(try mode(skydoor.cache) == 0o700)
      for name in names { #expect(try mode("\(skydoor.cache)/\(name)") == 0o600) }
      #expect(try await skydoor.run("logout").status == 0)
      #expect(try files.contentsOfDirectory(atPath: skydoor.cache) == [])
    }
  }

  @Test func aDamagedFileIsForTheLogAlone() async throws {
    try await afterFirstConsole { skydoor, _ async throws in
      let path = "\(skydoor.cache)/\(skydoor.simulator.owner.did).seen"
      try Data("skydoor\u{1}nonsense".utf8).write(to: URL(filePath: path))
      chmod(path, 0o600)
      let log = skydoor.home + "/log"
      try await skydoor.lookAndLeave("2 waiting · 1 of 2", "--log", log)
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(text.contains("The cache \(path) is not used"))
      #expect(try Data(contentsOf: URL(filePath: path)).count > 100)
    }
  }

  @Test func aCacheThatCannotBeWrittenDisturbsNobody() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      _ = try skydoor.ask("jo.test")
      try Data("in the way".utf8).write(to: URL(filePath: skydoor.home + "/.cache"))
      let log = skydoor.home + "/log"
      try await skydoor.lookAndLeave("1 waiting · 1 of 1", "--log", log)
      #expect(try String(contentsOfFile: log, encoding: .utf8).contains("can't be written"))
    }
  }

  @Test func theDemoLeavesNothing() async throws {
    try await CommandLineFixture.signedOut { skydoor async throws in
      try await skydoor.lookAndLeave(
        "2 groups · 20 waiting", "demo", "--groups", "2", "--requests", "20")
      #expect(!FileManager.default.fileExists(atPath: skydoor.home + "/.cache"))
    }
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}

extension CommandLineFixture {
  /// Where it is kept what was last seen.
  fileprivate var cache: String { home + "/.cache/skydoor" }

  /// Opens the console, waits until a text is on the screen, and quits.
  fileprivate func lookAndLeave(_ text: String, _ arguments: String...) async throws {
    let terminal = try PseudoTerminal(
      Self.program, arguments, environment: environment(["LANG": "C.UTF-8"]), columns: 100,
      rows: 24)
    try await terminal.wait(for: text)
    terminal.send("q")
    #expect(try await terminal.exit() == .exited(0))
    terminal.expectRestored()
  }
}
