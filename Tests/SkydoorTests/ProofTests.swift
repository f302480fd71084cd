import Foundation
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

/// What commands and console say of decisions whose answer was lost, and of blocks.
@Suite struct ProofTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"
  private static let approve = "chat.bsky.group.approveJoinRequest"
  private static let block = "com.atproto.repo.createRecord"

  /// The answer to a call is lost while the person takes the request back.
  private static func loseWhileWithdrawing(
    _ nsid: String, _ member: String, in skydoor: CommandLineFixture
  ) throws {
    let group = try skydoor.group().id
    skydoor.simulator.inject(
      InjectedFault(.dropBeforeWork, on: nsid) {
        skydoor.simulator.withdraw(group: group, member: member)
      })
  }

  @Test(arguments: [("approve", approve), ("reject", reject)])
  func whoWithdrawsWhileTheAnswerIsLostIsGone(_ command: String, _ nsid: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      try Self.loseWhileWithdrawing(nsid, jo, in: skydoor)
      let ending = try await skydoor.run(command, try skydoor.group().id, "jo.test", "--json")
      #expect(ending.status == 0)
      #expect(try ending.json().map { $0["outcome"] as? String } == ["gone"])
      #expect(skydoor.calls(nsid).count == 1)
      #expect(try !skydoor.group().members.contains(jo))
      #expect(try await skydoor.history().map(\.outcome) == ["gone"])
    }
  }

  @Test(arguments: [("approve", approve), ("reject", reject)])
  func whatWasDoneAndNotToldIsDone(_ command: String, _ nsid: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      skydoor.simulator.inject(InjectedFault(.dropAfterWork, on: nsid))
      let ending = try await skydoor.run(command, try skydoor.group().id, "jo.test", "--json")
      #expect(try ending.json().map { $0["outcome"] as? String } == ["done"])
      #expect(skydoor.calls(nsid).count == 1)
      #expect(try await skydoor.history().map(\.outcome) == ["done"])
    }
  }

  @Test(arguments: ["approve", "reject"], [false, true])
  func whatAKilledCommandHasSentIsProvenOrGone(_ command: String, done: Bool) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let group = try skydoor.group().id
      let nsid = command == "approve" ? Self.approve : Self.reject
      skydoor.simulator.inject(InjectedFault(.hang, on: nsid))
      let terminal = try skydoor.atTerminal(command, group, "jo.test")
      try await eventually("the decision is sent") { !skydoor.calls(nsid).isEmpty }
      terminal.signal(SIGKILL)
      _ = try await terminal.exit()
      switch (done, command) {
      case (false, _): skydoor.simulator.withdraw(group: group, member: jo)
      case (true, "approve"): skydoor.simulator.approve(group: group, member: jo)
      case (true, _): skydoor.simulator.reject(group: group, member: jo)
      }
      _ = try skydoor.ask("kim.test")
      #expect(try await skydoor.run("reject", group, "kim.test").status == 0)
      #expect(try await skydoor.history().map(\.outcome) == ["done", done ? "done" : "gone"])
    }
  }

  @Test func theConsoleSaysThatSomebodyWasGone() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      try Self.loseWhileWithdrawing(Self.approve, jo, in: skydoor)
      let terminal = try skydoor.console(undoSeconds: 0)
      try await terminal.wait(for: "1 waiting · 1 of 1")
      terminal.send("la")
      try await terminal.wait(for: "@jo.test was not waiting any more: withdrawn, or handled")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(try await skydoor.history().map(\.outcome) == ["gone"])
    }
  }

  @Test func whoIsBlockedByARecordIsOnlyRejected() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      skydoor.simulator.block(try skydoor.ask("jo.test"))
      skydoor.simulator.blockByList(try skydoor.ask("kim.test"))
      let terminal = try skydoor.console(undoSeconds: 0)
      try await terminal.wait(for: "2 waiting · 1 of 2")
      terminal.send("l*X")
      try await terminal.wait(for: "Reject and block 2 people in ")
      terminal.send("y")
      try await terminal.wait(for: "Rejected and blocked 2 of 2.")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(skydoor.calls(Self.reject).count == 2)
      #expect(skydoor.calls(Self.block).count == 1)
      #expect(skydoor.simulator.blocks.count == 2)
    }
  }
}
