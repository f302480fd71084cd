import Foundation
import PseudoTerminal
import Simulator
import Testing

@testable import skydoor

/// `skydoor status`, and what `skydoor groups` costs.
@Suite struct StatusTests {
  // MARK: The line

  @Test func oneLineAndAnExitStatusByWhetherAnybodyWaits() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      let nobody = try await skydoor.run("status")
      #expect(nobody.output == "2 groups · 0 waiting · 0 new\n")
      #expect(nobody.errors.isEmpty)
      #expect(nobody.status == 1)
      _ = try skydoor.ask("jo.test")
      let somebody = try await skydoor.run("status")
      #expect(somebody.output == "2 groups · 1 waiting · 1 new\n")
      #expect(somebody.errors.isEmpty)
      #expect(somebody.status == 0)
    }
  }

  @Test func whereTheServiceCountsNoFurtherItSaysSo() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 300)) {
      skydoor async throws in
      let ending = try await skydoor.run("status")
      #expect(ending.lines.first?.hasPrefix("1 group · 20+ waiting · ") == true)
      #expect(ending.status == 0)
      let json = try #require(try await skydoor.run("status", "--json").json().first)
      #expect(json["waiting"] as? Int == 20)
      #expect(json["waitingIsCapped"] as? Bool == true)
    }
  }

  @Test func asJSON() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      _ = try skydoor.ask("jo.test")
      for arguments in [["status", "--json"], ["status", "--json", "--cached"]] {
        let ending = try await skydoor.run(arguments)
        #expect(ending.status == 0)
        #expect(
          ending.output.wholeMatch(
            of:
              /\{"groups":2,"waiting":1,"waitingIsCapped":false,"new":1,"asOf":"[-\dT:.]+Z"\}\n/)
            != nil, "\(ending.output)")
      }
    }
  }

  @Test func onATerminalThatIsNotUTF8ItIsASCII() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      let terminal = try PseudoTerminal(
        CommandLineFixture.program, ["status"], environment: skydoor.environment(["LC_ALL": "C"]))
      #expect(try await terminal.exit() == .exited(1))
      #expect(
        String(decoding: terminal.output, as: UTF8.self).contains("2 groups . 0 waiting . 0 new"))
    }
  }

  @Test(arguments: [
    (0.0, "1 group · 1 waiting · 0 new"), (3_599, "1 group · 1 waiting · 0 new"),
    (3_601, "1 group · 1 waiting · 0 new · as of 12:13 UTC"),
    (86_400, "1 group · 1 waiting · 0 new · as of 2026-09-21"),
  ])
  func whatIsOldSaysSinceWhenItHolds(_ age: TimeInterval, _ line: String) {
    let date = Date(timeIntervalSince1970: 1_789_992_800)
    let report = WaitingReport(
      [.init(id: "g1", name: "Owls", memberCount: 1, memberLimit: 50, pending: 1)], asOf: date)
    #expect(report.line(at: date + age) == line)
  }

  // MARK: Without asking

  @Test func whatACommandHasSeenIsToldWithoutACall() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      _ = try skydoor.ask("jo.test")
      #expect(try await skydoor.run("groups").status == 0)
      _ = try skydoor.ask("kim.test")
      let calls = skydoor.simulator.calls.count
      let cached = try await skydoor.run("status", "--cached")
      #expect(cached.output == "2 groups · 1 waiting · 1 new\n")
      #expect(cached.status == 0)
      #expect(skydoor.simulator.calls.count == calls)
      // It neither needs a service nor asks it to be there.
      await skydoor.simulator.stop()
      #expect(try await skydoor.run("status", "--cached") == cached)
      #expect(try await skydoor.run("status").status == 69)
    }
  }

  @Test func whatTheConsoleHasSeenIsToldWhereItIsNewer() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      #expect(try await skydoor.run("status").status == 1)
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      let terminal = try skydoor.console(undoSeconds: nil)
      try await terminal.wait(for: "2 groups · 2 waiting")
      terminal.send("q")
      #expect(try await terminal.exit() == .exited(0))
      #expect(
        try await skydoor.run("status", "--cached").output == "2 groups · 2 waiting · 2 new\n")
      _ = try skydoor.ask("lee.test")
      _ = try await skydoor.run("status")
      #expect(
        try await skydoor.run("status", "--cached").output == "2 groups · 3 waiting · 3 new\n")
    }
  }

  @Test func aPromptIsNotDisturbedWhereNothingIsKnown() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      let calls = skydoor.simulator.calls.count
      let ending = try await skydoor.run("status", "--cached")
      #expect(ending.status == 69)
      #expect(ending.output.isEmpty && ending.errors.isEmpty)
      #expect(skydoor.simulator.calls.count == calls)
      let nobody = try await skydoor.run("status", "--cached", "--account", "nobody.test")
      #expect(nobody.status == 77)
      #expect(nobody.output.isEmpty && nobody.errors.isEmpty)
    }
  }

  @Test func onATerminalItSaysWhatToDo() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      let terminal = try skydoor.atTerminal("status", "--cached")
      #expect(try await terminal.exit() == .exited(69))
      #expect(terminal.screen.contains("Nothing has been seen yet"))
    }
  }

  @Test func signingOutForgetsWhatWasSeen() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      #expect(try await skydoor.run("status").status == 1)
      let cache = skydoor.home + "/.cache/skydoor"
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: cache)
          == [skydoor.simulator.owner.did + ".groups"])
      #expect(try await skydoor.run("logout").status == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: cache) == [])
      #expect(try await skydoor.run("status", "--cached").status == 77)
    }
  }

  // MARK: What it costs

  @Test func theSecondTimeTheLogIsAskedAndNoMore() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      _ = try skydoor.ask("jo.test")
      let first = try await skydoor.run("groups", "--json")
      #expect(try await skydoor.cost("groups", "--json") == ["getLog"])
      #expect(try await skydoor.run("groups", "--json") == first)
      #expect(try await skydoor.cost("status") == ["getLog"])

      _ = try skydoor.ask("kim.test")
      #expect(try await skydoor.cost("status") == ["getLog", "getLog", "getConvo"])
      let objects = try await skydoor.run("groups", "--json").json()
      let group = try skydoor.group()
      #expect(objects.first { $0["id"] as? String == group.id }?["pending"] as? Int == 2)
      #expect(skydoor.calls("chat.bsky.convo.listConvos").count == 1)
    }
  }

  @Test func aDamagedCacheCostsAWholeListing() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      let first = try await skydoor.run("groups", "--json")
      let path = "\(skydoor.home)/.cache/skydoor/\(skydoor.simulator.owner.did).groups"
      var bytes = try Data(contentsOf: URL(filePath: path))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(filePath: path))
      #expect(try await skydoor.cost("groups", "--json") == ["getLog", "listConvos"])
      #expect(try await skydoor.run("groups", "--json") == first)
    }
  }

  @Test func whereNothingCanBeKeptItIsAskedEveryTime() async throws {
    try await CommandLineFixture.signedIn { skydoor async throws in
      try Data("in the way".utf8).write(to: URL(filePath: skydoor.home + "/.cache"))
      for _ in 0..<2 {
        #expect(try await skydoor.cost("status") == ["getLog", "listConvos"])
      }
    }
  }
}

extension CommandLineFixture {
  /// The methods that a command calls, by their last words.
  fileprivate func cost(_ arguments: String...) async throws -> [String] {
    let before = simulator.calls.count
    _ = try await run(arguments)
    return simulator.calls.dropFirst(before).compactMap { $0.nsid.split(separator: ".").last }
      .map(String.init)
  }
}
