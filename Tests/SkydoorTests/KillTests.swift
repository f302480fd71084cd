import Foundation
import Fuzzing
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

/// What is left when the program is killed in the middle of its work, and what the next start makes
/// of it. Each round kills after another number of calls; `SKYDOOR_KILLS` asks for more of them.
@Suite struct KillTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"
  private static let people = 100
  private static let rounds =
    ProcessInfo.processInfo.environment["SKYDOOR_KILLS"].flatMap { Int($0) } ?? 6

  /// After how many calls a round kills: before the first one, and up to the last but a few.
  private static func calls(before round: Int) -> Int {
    var random = SplitMix(seed: UInt64(round))
    return round == 0 ? 0 : (round * people + random.below(people)) / rounds
  }

  /// Kills the program once so many decisions have arrived at the service.
  private static func kill(
    _ terminal: PseudoTerminal, after count: Int, in skydoor: CommandLineFixture
  ) async throws {
    try await eventually("\(count) decisions have arrived") {
      skydoor.calls(reject).count >= count || terminal.exitStatus != nil
    }
    terminal.signal(SIGKILL)
    _ = try await terminal.exit()
  }

  @Test func aScriptThatIsKilledMissesNobodyAndSendsNothingTwiceWhenItIsRunAgain() async throws {
    for round in 0..<Self.rounds {
      let count = Self.calls(before: round)
      try await CommandLineFixture.signedIn(
        WorldOptions(groups: 1, requests: Self.people), latency: .milliseconds(20)
      ) { skydoor in
        _ = try await skydoor.shell(#""$0" requests --json > "$HOME/waiting""#)
        let reject = #""$0" reject --stdin --yes < "$HOME/waiting""#
        let first = try skydoor.shellAtTerminal("exec " + reject)
        try await Self.kill(first, after: count, in: skydoor)
        let ending = try await skydoor.shell(reject)
        try #require(ending.status == 0, "killed after \(count) calls: \(ending.errors)")
        try await Self.expectAgreement(skydoor, "killed after \(count) calls")
        #expect(try skydoor.group().waiting == [], "killed after \(count) calls")
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func aConsoleThatIsKilledOffersWhatItDidNotSend() async throws {
    for round in 0..<Self.rounds {
      let count = Self.calls(before: round)
      try await CommandLineFixture.signedIn(
        WorldOptions(groups: 1, requests: Self.people), latency: .milliseconds(20)
      ) { skydoor in
        let first = try skydoor.console(columns: 120, rows: 40)
        try await first.wait(for: "100 waiting · 1 of 100")
        first.send("*x")
        try await first.wait(for: "Reject 100 people in ")
        first.send("y")
        try await first.wait { !$0.contains("Reject 100 people in ") }
        try await Self.kill(first, after: count, in: skydoor)

        let second = try skydoor.console(columns: 120, rows: 40)
        let screen = try await second.wait {
          $0.contains("interrupted and not sent") || $0.contains("1 group · 0 waiting")
        }
        if screen.contains("interrupted and not sent") {
          second.send("R")
          try await second.wait(for: " now?")
          second.send("y")
          try await second.wait(for: "1 group · 0 waiting")
        }
        // What was on its way is looked for when it can't arrive any more.
        try await eventually("nothing is open") {
          try await !skydoor.history().contains(where: \.isOpen)
        }
        second.send("q")
        #expect(try await second.exit() == .exited(0))
        try await Self.expectAgreement(skydoor, "killed after \(count) calls")
      }
    }
  }

  /// What a key has decided is written down before it is sent, held or not.
  @Test(.timeLimit(.minutes(10))) func aDecisionThatIsHeldSurvives() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let first = try await Self.holding(skydoor)
      first.signal(SIGKILL)
      _ = try await first.exit()
      #expect(skydoor.decisions == [])

      let second = try skydoor.console(undoSeconds: 60)
      try await second.wait(for: "1 decision was interrupted and not sent: R looks at it")
      second.send("R")
      try await second.wait(for: "Interrupted: reject @jo.test. Send it now?")
      second.send("d")
      try await second.wait(for: "Dropped; nothing was sent.")
      second.send("q")
      #expect(try await second.exit() == .exited(0))
      #expect(skydoor.decisions == [])
      #expect(try await skydoor.history().map(\.outcome) == ["withdrawn"])
    }
  }

  /// Whoever's line was cut is back before the console behind it has ended.
  @Test(.timeLimit(.minutes(10))) func whatAnotherLeavesIsFoundByWhoIsThereAlready() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let first = try await Self.holding(skydoor)
      let second = try skydoor.console(undoSeconds: 0)
      try await second.wait(for: "1 waiting · 1 of 1")
      first.signal(SIGKILL)
      _ = try await first.exit()
      try await second.wait(for: "1 decision was interrupted and not sent: R looks at it")
      second.send("R")
      try await second.wait(for: "Interrupted: reject @jo.test. Send it now?")
      second.send("y")
      try await second.wait(for: "Rejected @jo.test.")
      second.send("q")
      #expect(try await second.exit() == .exited(0))
      #expect(skydoor.decisions.count == 1)
      #expect(try await skydoor.history().map(\.outcome) == ["done"])
    }
  }

  @Test func whatIsUndoneJustBeforeTheEndIsNotOffered() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let terminal = try skydoor.console(undoSeconds: 60)
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("lxuq")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.decisions == [])
      #expect(try await skydoor.history().map(\.outcome) == ["withdrawn"])
    }
  }

  /// A console in which one decision, about the only person, is held.
  private static func holding(_ skydoor: CommandLineFixture) async throws -> PseudoTerminal {
    _ = try skydoor.ask("jo.test")
    let console = try skydoor.console(undoSeconds: 60)
    try await console.wait(for: "1 waiting · 1 of 1")
    console.send("lx")
    try await console.wait(for: "Rejecting @jo.test, u to undo")
    try await eventually("the decision is in the journal") {
      try await skydoor.history().map(\.outcome) == ["held"]
    }
    return console
  }

  /// The journal has everybody as rejected whom the service was told to reject, once each.
  private static func expectAgreement(
    _ skydoor: CommandLineFixture, _ comment: Comment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    struct Body: Decodable { let member: String }
    let rejected = try skydoor.calls(reject).filter(\.tookEffect).map {
      try JSONDecoder().decode(Body.self, from: Data($0.body.utf8)).member
    }
    let done = try await skydoor.history().filter { $0.outcome == "done" }.map(\.member)
    #expect(rejected.count == people, comment, sourceLocation: sourceLocation)
    #expect(Set(rejected).count == rejected.count, comment, sourceLocation: sourceLocation)
    #expect(done.sorted() == rejected.sorted(), comment, sourceLocation: sourceLocation)
    #expect(
      try await !skydoor.history().contains(where: \.isOpen), comment,
      sourceLocation: sourceLocation)
  }
}

extension CommandLineFixture {
  struct PastDecision: Decodable {
    let member: String
    let outcome: String

    var isOpen: Bool { ["held", "sent", "doubtful"].contains(outcome) }
  }

  /// What the journal tells, the newest first.
  func history() async throws -> [PastDecision] {
    try await run("history", "--json").lines.map {
      try JSONDecoder().decode(PastDecision.self, from: Data($0.utf8))
    }
  }
}
