import ATProto
import Foundation
import Moderation
import PseudoTerminal
import Simulator
import TestEnvironment
import Testing

@Suite struct SweepTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"
  private static let approve = "chat.bsky.group.approveJoinRequest"
  private static let block = "com.atproto.repo.createRecord"
  private static let profiles = "app.bsky.actor.getProfiles"

  private static let rules = """
    [[rule]]
    name = "spam"
    when = "handle:spam and waiting < 1h"
    suggest = "reject"

    [[rule]]
    name = "worst"
    when = "handle:spam"
    suggest = "reject-and-block"

    [[rule]]
    name = "friends"
    when = "handle:jo and followers >= 0"
    suggest = "approve"

    [[rule]]
    name = "nobody"
    when = "handle:nobody"
    suggest = "reject"

    [[rule]]
    name = "again"
    when = "handle:spam and is:repeat"
    suggest = "reject"

    """

  /// The owner, with rules; two spammers ask, and Jo.
  private func atWork(
    _ body: (CommandLineFixture, _ spam: [String], _ jo: String) async throws -> Void
  ) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      try skydoor.configure(Self.rules)
      let first = try skydoor.ask("spam1.test")
      let second = try #require(
        skydoor.simulator.ask(group: try skydoor.group(1).id, handle: "spam2.test"))
      try await body(skydoor, [first, second], try skydoor.ask("jo.test"))
    }
  }

  @Test func aRuleIsCarriedOut() async throws {
    try await atWork { skydoor, spam, jo in
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes", "--json")
      #expect(ending.status == 0)
      #expect(ending.errors.isEmpty)
      let group = try skydoor.group(0)
      let line = try #require(ending.lines.first { $0.contains(group.id) })
      #expect(
        line.wholeMatch(
          of: try Regex(
            #"""
            \{"group":"\#(group.id)","member":"\#(spam[0])","action":"reject","outcome":"done",\
            "error":null,"rule":"spam",\
            "because":\["handle:spam \(handle spam1\.test\)","waiting < 1h \(waiting \d+s\)"\]\}
            """#.replacing("\\\n", with: ""))) != nil, "\(line)")
      #expect(Set(try ending.json().map { $0["member"] as? String }) == Set(spam))
      #expect(skydoor.calls(Self.reject).count == 2)
      #expect(skydoor.calls(Self.profiles).isEmpty)
      #expect(try skydoor.group(0).waiting == [jo])
      #expect(try skydoor.group(1).waiting.isEmpty)
    }
  }

  @Test func onSuccessNotAWordIsSaidWhereNobodyWatches() async throws {
    try await atWork { skydoor, _, _ in
      for rule in ["spam", "nobody"] {
        let ending = try await skydoor.run("sweep", "--rule", rule, "--yes")
        #expect(ending.status == 0)
        #expect(ending.output.isEmpty)
        #expect(ending.errors.isEmpty)
      }
      #expect(skydoor.calls(Self.reject).count == 2)
    }
  }

  @Test func oneGroupAlone() async throws {
    try await atWork { skydoor, spam, _ in
      let group = try skydoor.group(1)
      let ending = try await skydoor.run(
        "sweep", "--rule", "spam", "--group", group.name, "--yes", "--json")
      #expect(try ending.json().map { $0["member"] as? String } == [spam[1]])
      #expect(skydoor.calls(Self.reject).count == 1)
    }
  }

  @Test func whatOnlyProfilesTellIsLookedUp() async throws {
    try await atWork { skydoor, _, jo in
      let ending = try await skydoor.run("sweep", "--rule", "friends", "--yes", "--json")
      #expect(ending.status == 0)
      let object = try #require(try ending.json().first)
      #expect(object["action"] as? String == "approve")
      #expect((object["because"] as? [String])?.last?.hasPrefix("followers >= 0 (") == true)
      #expect(!skydoor.calls(Self.profiles).isEmpty)
      #expect(skydoor.calls(Self.approve).count == 1)
      #expect(try skydoor.group().members.contains(jo))
    }
  }

  @Test func whoHasNoProfileIsLeftAlone() async throws {
    try await atWork { skydoor, _, _ in
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 200, body: #"{"profiles":[]}"#), on: Self.profiles, times: nil))
      let ending = try await skydoor.run("sweep", "--rule", "friends", "--yes", "--json")
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      #expect(skydoor.calls(Self.approve).isEmpty)
    }
  }

  @Test func blockingIsAVerdictToo() async throws {
    try await atWork { skydoor, spam, _ in
      let ending = try await skydoor.run("sweep", "--rule", "worst", "--yes", "--json")
      #expect(ending.status == 0)
      let objects = try ending.json()
      #expect(objects.map { $0["action"] as? String } == ["reject-and-block", "reject-and-block"])
      #expect(skydoor.calls(Self.block).count == 2)
      for did in spam { #expect(skydoor.calls(Self.block).contains { $0.body.contains(did) }) }
      #expect(skydoor.calls(Self.reject).count == 2)
    }
  }

  @Test func dryRunTellsWhomAndWhy() async throws {
    try await atWork { skydoor, _, _ in
      let groups = [try skydoor.group(0).name, try skydoor.group(1).name]
      let ending = try await skydoor.run("sweep", "--rule", "worst", "--dry-run")
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      for (index, group) in groups.enumerated() {
        let handle = "spam\(index + 1).test"
        #expect(
          ending.errors.contains(
            """
            Would reject and block @\(handle) in "\(group)" (handle:spam (handle \(handle))).\n
            """))
      }
      let json = try await skydoor.run("sweep", "--rule", "worst", "--dry-run", "--json")
      #expect(try json.json().map { $0["outcome"] as? String } == ["dry-run", "dry-run"])
      #expect(try json.json().allSatisfy { $0["rule"] as? String == "worst" })
      let none = try await skydoor.run("sweep", "--rule", "nobody", "--dry-run")
      #expect(none.errors == "Nobody who waits matches the rule \"nobody\".\n")
      #expect(skydoor.calls(Self.block).isEmpty && skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test(arguments: [
    ("spa", #"Did you mean "spam"?"#), ("friend", #"Did you mean "friends"?"#),
    ("quite another", #"There are: "spam", "worst", "friends", "nobody", "again"."#),
  ])
  func unknownRule(_ name: String, _ cure: String) async throws {
    try await atWork { skydoor, _, _ in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("sweep", "--rule", name, "--yes")
      #expect(ending.status == 65)
      #expect(ending.errors.contains(cure))
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test func noRulesAtAll() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes")
      #expect(ending.status == 65)
      #expect(ending.errors.contains("There is no rule in"))
      // What it says to write is understood.
      let example = ending.errors.split(separator: "\n").dropFirst().joined(separator: "\n")
      #expect(example.contains("[[rule]]"))
      try skydoor.configure(example)
      let second = try await skydoor.run("sweep", "--rule", "spam", "--yes")
      #expect(second.status == 0, "\(second.errors)")
    }
  }

  @Test func whatTheJournalRemembersCanBeAskedFor() async throws {
    try await atWork { skydoor, spam, _ in
      let first = try await skydoor.run("sweep", "--rule", "again", "--yes", "--json")
      #expect(first.status == 0)
      #expect(first.output.isEmpty)
      let group = try skydoor.group(0)
      #expect(try await skydoor.run("reject", group.id, spam[0]).status == 0)
      #expect(try skydoor.ask("spam1.test") == spam[0])
      let second = try await skydoor.run("sweep", "--rule", "again", "--yes", "--json")
      #expect(second.status == 0)
      let object = try #require(try second.json().first)
      #expect(object["member"] as? String == spam[0])
      #expect((object["because"] as? [String])?.last == "is:repeat (asked 2)")
      #expect(skydoor.calls(Self.reject).count == 2)
    }
  }

  @Test func decisionsAreWrittenDownWithTheRuleAndTheNote() async throws {
    try await atWork { skydoor, _, jo in
      let sweep = try await skydoor.run(
        "sweep", "--rule", "friends", "--note", "an old friend", "--yes")
      #expect(sweep.status == 0)
      let group = try skydoor.group(0)
      let reject = try await skydoor.run("reject", group.id, "spam1.test", "--note", "spam")
      #expect(reject.status == 0)
      let owner = try #require(DID(skydoor.simulator.owner.did))
      let journal = try Journal.open(of: owner, in: skydoor.home + "/.local/state/skydoor/journals")
      let entries = try await journal.history(HistoryQuery())
      #expect(entries.map(\.status) == [.done, .done])
      #expect(entries.map(\.note) == ["spam", "an old friend"])
      #expect(entries.map(\.rule) == [nil, "friends"])
      #expect(entries.map(\.groupName) == [group.name, group.name])
      #expect(entries.map { $0.subject.person.handle.description } == ["spam1.test", "jo.test"])
      #expect(entries.map { $0.profile?.did.description } == [nil, jo])
    }
  }

  @Test func withoutAJournalNothingIsDecided() async throws {
    try await atWork { skydoor, _, _ in
      let state = skydoor.home + "/.local/state/skydoor"
      try Data().write(to: URL(filePath: state + "/journals"))
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes")
      #expect(ending.status == 77)
      #expect(ending.errors.contains("journal"))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func aMistakeInTheConfiguration() async throws {
    try await atWork { skydoor, _, _ in
      try skydoor.configure("[[rule]]\nname = \"spam\"\nwhen = \"age <\"\nsuggest = \"reject\"\n")
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes")
      #expect(ending.status == 78)
      #expect(ending.errors.contains("config.toml:3"))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func anotherConfiguration() async throws {
    try await atWork { skydoor, spam, _ in
      let path = skydoor.home + "/other.toml"
      let rule = "[[rule]]\nname = \"one\"\nwhen = \"spam1\"\nsuggest = \"reject\"\n"
      try Data(rule.utf8).write(to: URL(filePath: path))
      let ending = try await skydoor.run(
        "sweep", "--rule", "one", "--config", path, "--yes", "--json")
      #expect(try ending.json().map { $0["member"] as? String } == [spam[0]])
    }
  }

  @Test func nobodyIsDecidedAboutUnasked() async throws {
    try await atWork { skydoor, _, _ in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("sweep", "--rule", "spam")
      #expect(ending.status == 64)
      #expect(ending.errors.contains("--yes"))
      #expect(skydoor.simulator.calls.count == before)
      #expect(try await skydoor.run("sweep").status == 64)
    }
  }

  @Test(arguments: [("y\r", 2, 0), ("\r", 0, 1)])
  func itExplainsAndAsks(_ answer: String, _ posts: Int, _ status: Int32) async throws {
    try await atWork { skydoor, _, _ in
      let terminal = try skydoor.atTerminal("sweep", "--rule", "worst")
      let screen = try await terminal.wait { $0.contains("? [y/N]") }
      #expect(screen.contains("Reject and block 2 people in"))
      for index in 0...1 {
        let (handle, group) = ("spam\(index + 1).test", try skydoor.group(index).name)
        #expect(screen.contains(#"@\#(handle) in "\#(group)" (handle:spam (handle \#(handle)))"#))
      }
      #expect(skydoor.calls(Self.block).isEmpty)
      terminal.send(answer)
      #expect(try await terminal.exit() == .exited(status))
      #expect(skydoor.calls(Self.reject).count == posts)
      #expect(terminal.screen.contains("Rejected and blocked 2.") == (posts > 0))
      #expect(terminal.screen.contains("Nothing was sent.") == (posts == 0))
    }
  }

  @Test func oneMatchIsAskedAboutToo() async throws {
    try await atWork { skydoor, _, _ in
      let terminal = try skydoor.atTerminal("sweep", "--rule", "friends")
      try await terminal.wait { $0.contains("Approve 1 person in") && $0.contains("[y/N]") }
      terminal.send("n\r")
      #expect(try await terminal.exit() == .exited(1))
      #expect(skydoor.calls(Self.approve).isEmpty)
    }
  }

  @Test func someFail() async throws {
    try await atWork { skydoor, _, _ in
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 403, body: #"{"error":"Forbidden","message":"Not this one."}"#),
          on: Self.reject))
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes", "--json")
      #expect(ending.status == 1)
      let objects = try ending.json()
      #expect(Set(objects.map { $0["outcome"] as? String }) == ["done", "failed"])
      #expect(objects.allSatisfy { ($0["because"] as? [String])?.count == 2 })
      #expect(ending.errors == "Rejected 1, 1 failed.\n")
    }
  }

  @Test func anAnswerThatGotLostIsNotAskedForAgain() async throws {
    try await atWork { skydoor, _, _ in
      skydoor.simulator.inject(InjectedFault(.dropAfterWork, on: Self.reject, times: nil))
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes", "--json")
      #expect(ending.status == 0)
      #expect(try ending.json().map { $0["outcome"] as? String } == ["done", "done"])
      #expect(skydoor.calls(Self.reject).count == 2)
    }
  }

  @Test func aListThatCannotBeReadDecidesNothing() async throws {
    try await atWork { skydoor, _, _ in
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 403, body: #"{"error":"InvalidConvo","message":"Gone."}"#),
          on: "chat.bsky.group.listJoinRequests", times: nil, every: 2))
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes")
      #expect(ending.status != 0)
      #expect(!ending.errors.isEmpty)
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func aRateLimitStopsTheSweep() async throws {
    try await atWork { skydoor, _, _ in
      skydoor.simulator.inject(
        InjectedFault(
          .answer(
            status: 429, body: #"{"error":"RateLimitExceeded"}"#,
            headers: ["Retry-After": "3600"]),
          on: Self.reject, times: nil))
      let ending = try await skydoor.run("sweep", "--rule", "spam", "--yes", "--json")
      #expect(ending.status == 75)
      #expect(try ending.json().map { $0["outcome"] as? String } == ["failed", "failed"])
    }
  }

  @Test func interruptedSweepSendsNothingMore() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 60)) { skydoor in
      try skydoor.configure(
        "[[rule]]\nname = \"all\"\nwhen = \"waiting >= 0s\"\nsuggest = \"reject\"\n")
      skydoor.simulator.inject(InjectedFault(.hold, on: Self.reject, times: nil))
      let terminal = try skydoor.atTerminal("sweep", "--rule", "all", "--yes", "--json")
      try await eventually("a call is sent") { !skydoor.calls(Self.reject).isEmpty }
      terminal.send("\u{03}")
      try await terminal.wait(for: "Stopping.")
      skydoor.simulator.clearFaults()
      #expect(try await terminal.exit() == .exited(130))
      let sent = skydoor.calls(Self.reject).count
      #expect(sent < 60)
      #expect(try skydoor.group().waiting.count == 60 - sent)
      #expect(terminal.screen.contains("Rejected \(sent), \(60 - sent) not sent."))
    }
  }
}
