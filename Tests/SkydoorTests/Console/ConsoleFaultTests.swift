import Foundation
import PseudoTerminal
import Simulator
import Testing

/// The console in front of a service that misbehaves: it stays alive, says so, loses nothing and
/// sends nothing twice.
@Suite struct ConsoleFaultTests {
  private static let list = "chat.bsky.convo.listConvos"
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  @Test func theFirstFrameAndTheQuitKeyDoNotWaitForTheService() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      skydoor.simulator.inject(InjectedFault(.hang, times: nil))
      let terminal = try skydoor.console()
      try await terminal.wait(for: "Asking the service for the groups you own…")
      try await terminal.wait(for: "The service is slow: no answer since")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      terminal.expectRestored()
    }
  }

  @Test(arguments: [
    (429, "", ["retry-after": "3600"], "The service asks for a pause."),
    (500, "<html>oops</html>", [:], "The service answered 500"),
    (403, "", [:], "403"),
  ])
  func aRefusalIsSaidAndRefreshTriesAgain(
    _ status: Int, _ body: String, _ headers: [String: String], _ sentence: String
  ) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: status, body: body, headers: headers), on: Self.list, times: nil))
      let terminal = try skydoor.console()
      try await terminal.wait(for: sentence)
      try await terminal.wait(for: "Press r to try again.")
      skydoor.simulator.clearFaults()
      terminal.send("r")
      try await terminal.wait(for: "1 waiting · 1 of 1")
    }
  }

  @Test func aDamagedJournalIsKeptAsideAndNothingIsDecidedWithoutOne() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let journals = skydoor.home + "/.local/state/skydoor/journals"
      let journal = "\(journals)/\(skydoor.simulator.owner.did).sqlite"
      try FileManager.default.createDirectory(
        atPath: journals, withIntermediateDirectories: true)
      try "no journal".write(toFile: journal, atomically: true, encoding: .utf8)
      let first = try skydoor.console()
      try await first.wait(for: "Decisions are off. The journal was damaged. Start again for a new")
      try await first.wait(for: "1 waiting · 1 of 1")
      first.send("x")
      try await first.wait(for: "Decisions are off: The journal was damaged.")
      first.send("q")
      #expect(try await first.exit() == .exited(0))
      #expect(skydoor.decisions == [])
      let aside = try #require(
        try FileManager.default.contentsOfDirectory(atPath: journals).first {
          $0.contains(".damaged-")
        })
      #expect(try String(contentsOfFile: "\(journals)/\(aside)", encoding: .utf8) == "no journal")

      let second = try skydoor.console()
      try await second.wait(for: "1 waiting · 1 of 1")
      second.send("lx")
      try await second.wait(for: "Rejected @jo.test.")
      second.send("q")
      #expect(try await second.exit() == .exited(0))
    }
  }

  @Test func aServiceThatIsDownBringsTheRowBackWithTheReason() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test", displayName: "Jo")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      await skydoor.simulator.stop()
      terminal.send("x")
      try await terminal.wait(for: "@jo.test was not rejected.")
      try await terminal.wait(for: "✗ Jo")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test func whatIsSaidOfTroubleGoesWithIt() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console(pollSeconds: 1, columns: 120)
      try await terminal.wait(for: "1 waiting · 1 of 1")
      skydoor.simulator.inject(
        InjectedFault(.answer(status: 500, body: ""), on: "chat.bsky.convo.getLog", times: 2))
      try await terminal.wait { $0.lines[23].contains("News again at") }
      try await terminal.wait { $0.lines[23].allSatisfy(\.isWhitespace) }
      skydoor.simulator.inject(
        InjectedFault(.answer(status: 400, body: ""), on: Self.list, times: 1))
      terminal.send("r")
      try await terminal.wait { $0.lines[23].contains("The service answered 400") }
      terminal.send("r")
      try await terminal.wait { $0.lines[23].allSatisfy(\.isWhitespace) }
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
    }
  }

  @Test(arguments: [
    InjectedFault.Disruption.dropAfterWork,
    .workThenAnswer(status: 502, body: "<html>bad gateway</html>"),
  ])
  func workDoneWithoutAnAnswerIsFoundOutAndNotSentAgain(
    _ effect: InjectedFault.Disruption
  ) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      skydoor.simulator.inject(InjectedFault(effect, on: Self.reject))
      terminal.send("x")
      try await terminal.wait(for: "Rejected @jo.test.")
      #expect(skydoor.decisions.count == 1)
    }
  }

  @Test func aRefusedDecisionBringsTheRowBack() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test", displayName: "Jo")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 403, body: #"{"error":"InsufficientRole"}"#), on: Self.reject))
      terminal.send("x")
      try await terminal.wait(for: "@jo.test was not rejected.")
      try await terminal.wait(for: "✗ Jo")
      // The reason does not stand in the way of another try.
      terminal.send("x")
      try await terminal.wait(for: "Rejected @jo.test.")
    }
  }

  @Test func somebodyHandledElsewhereIsSaidToBeGone() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let member = try skydoor.ask("jo.test")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      let group = try skydoor.group()
      #expect(skydoor.simulator.withdraw(group: group.id, member: member))
      terminal.send("x")
      try await terminal.wait(for: "@jo.test was not waiting any more")
      try await terminal.wait(for: "Nobody is waiting.")
    }
  }

  @Test func leavingWhileTheServiceHangsReportsWhatIsNotConfirmed() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console()
      try await terminal.wait(for: "1 waiting · 1 of 1")
      skydoor.simulator.inject(InjectedFault(.hang, on: Self.reject))
      terminal.send("x")
      try await terminal.wait(for: "Rejecting @jo.test…")
      terminal.send("q")
      try await terminal.wait(for: "Sending 1 decision before leaving; q leaves now")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(1))
      terminal.expectRestored()
      #expect(terminal.screen.text.contains("Rejecting @jo.test in"))
    }
  }
}
