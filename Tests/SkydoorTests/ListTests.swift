import Foundation
import PseudoTerminal
import Simulator
import Testing

@Suite struct ListTests {
  @Test func groupsAsJSON() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("first.test")
      _ = try skydoor.ask("second.test")
      let groups = try await skydoor.run("groups", "--json")
      #expect(groups.status == 0)
      #expect(groups.errors.isEmpty)
      let owned = skydoor.simulator.groups.filter(\.isOwned)
      let group = try skydoor.group()
      let objects = try groups.json()
      #expect(Set(objects.map { $0["id"] as? String }) == Set(owned.map(\.id)))

      let line = try #require(groups.lines.first { $0.contains(group.id) })
      #expect(keys(line) == Self.groupKeys || keys(line) == Self.groupKeysWithLink)
      let object = try #require(objects.first { $0["id"] as? String == group.id })
      #expect(object["name"] as? String == group.name)
      #expect(object["pending"] as? Int == 2)
      #expect(object["pendingIsCapped"] as? Bool == false)
      #expect(object["memberCount"] as? Int == group.memberCount)
      #expect(object["memberLimit"] as? Int == group.memberLimit)
      #expect(!groups.output.contains(#"\/"#))
    }
  }

  /// A server seldom has the locale that SSH passes on.
  @Test(arguments: [("xx_YY.UTF-8", "王小明"), ("C", "???")])
  func namesAreShownWhereTheTerminalCan(_ locale: String, _ name: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test", displayName: "王小明")
      let terminal = try skydoor.shellAtTerminal(#"LANG=\#(locale) "$0" requests"#)
      #expect(try await terminal.exit() == .exited(0))
      #expect(terminal.screen.contains(name))
    }
  }

  @Test func moreThanTheServiceCounts() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 40)) { skydoor in
      let object = try #require(try await skydoor.run("groups", "--json").json().first)
      #expect(object["pendingIsCapped"] as? Bool == true)
      let table = try await skydoor.run("groups")
      #expect(table.lines.first?.hasPrefix("GROUP") == true)
      #expect(table.lines.last?.contains("\t20+\t") == true)
    }
  }

  @Test func requestsAsJSON() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask(
        "jo.example.test", displayName: #"Jo "the" /Cat\ "# + "\u{1B}[31m\u{9B}\u{202E}é")
      let group = try skydoor.group()
      let requests = try await skydoor.run("requests", "--json")
      #expect(requests.status == 0)
      let line = try #require(requests.lines.first)
      #expect(requests.lines.count == 1)
      #expect(keys(line) == Self.requestKeys)
      #expect(line.contains(#""displayName":"Jo \"the\" /Cat\\ \u001b[31m\u009b\u202eé""#))
      let object = try #require(try requests.json().first)
      #expect(object["member"] as? String == did)
      #expect(object["handle"] as? String == "jo.example.test")
      #expect(object["group"] as? String == group.id)
      #expect(object["groupName"] as? String == group.name)
      #expect(object["labels"] is [String])
      #expect(object["following"] as? Bool == false)
      let asked = try #require(object["requestedAt"] as? String)
      #expect(asked.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }
  }

  @Test func allPagesOfOneGroup() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 500)) { skydoor in
      let group = try #require(
        skydoor.simulator.groups.filter(\.isOwned).max { $0.waiting.count < $1.waiting.count })
      #expect(group.waiting.count > 100)
      let objects = try await skydoor.run("requests", group.id, "--json").json()
      #expect(Set(objects.map { $0["member"] as? String }) == Set(group.waiting))
      #expect(objects.count == group.waiting.count)
    }
  }

  @Test func hostileNamesCannotDriveATerminal() async throws {
    let world = WorldOptions(groups: 1, requests: 60, hostileNames: true)
    try await CommandLineFixture.signedIn(world) { skydoor in
      let name = "\u{1B}]0;title\u{7}\u{9B}2J\u{202E}evil\r\nnext"
      _ = try skydoor.ask("evil.test", displayName: name)
      let table = try await skydoor.run("requests")
      #expect(table.status == 0)
      let waiting = try skydoor.group().waiting.count
      #expect(table.lines.count == 1 + waiting)
      for scalar in table.output.unicodeScalars where !["\n", "\t"].contains(scalar) {
        #expect(scalar.properties.generalCategory != .control, "\(scalar.value)")
        #expect(!scalar.properties.isBidiControl, "\(scalar.value)")
      }
      let json = try await skydoor.run("requests", "--json").json()
      #expect(json.contains { $0["displayName"] as? String == name })
    }
  }

  @Test func filterPicksSome() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let kim = try skydoor.ask("kim.test")
      let matching = try await skydoor.run(
        "requests", "--where", "handle:kim and waiting < 1h", "--json")
      #expect(matching.status == 0)
      #expect(try matching.json().map { $0["member"] as? String } == [kim])
      let none = try await skydoor.run("requests", "--where", "waiting > 1h")
      #expect(none.status == 0)
      #expect(none.errors == "Nobody who waits matches.\n")
    }
  }

  @Test func theyAreListedInTheOrderThatIsAskedFor() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 40)) { skydoor in
      let all = try await skydoor.run("requests", "--sort", "followers", "--json").json()
      let followers = all.compactMap { $0["followers"] as? Int }
      #expect(all.count == 40 && followers.count == 40)
      #expect(followers == followers.sorted())
      let most = try await skydoor.run(
        "requests", "--sort", "followers", "--reverse", "--limit", "3", "--json"
      ).json()
      #expect(most.compactMap { $0["followers"] as? Int } == Array(followers.reversed().prefix(3)))
      let table = try await skydoor.run("requests", "--sort", "followers", "--limit", "1")
      #expect(table.lines.first == "GROUP\tNAME\tHANDLE\tWAITED\tFOLLOWERS\tAGE\tLABELS\tRELATION")
      #expect(table.lines.last?.split(separator: "\t").contains("\(followers[0])") == true)
      let handles = try await skydoor.run("requests", "--sort", "handle", "--json").json()
        .compactMap { $0["handle"] as? String }
      #expect(handles == handles.sorted() && handles.count == 40)
      let young = try await skydoor.run("requests", "--sort", "age", "--json").json()
        .compactMap { $0["createdAt"] as? String }
      #expect(young == young.sorted(by: >) && young.count == 40)
      let waiting = try await skydoor.run("requests", "--sort", "waiting", "--json").json()
        .compactMap { $0["requestedAt"] as? String }
      #expect(waiting == waiting.sorted() && waiting.count == 40)
    }
  }

  @Test func aLimitReadsNoMoreThanItNeeds() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 250)) { skydoor in
      let list = "chat.bsky.group.listJoinRequests"
      let all = try await skydoor.run("requests", "--json").json()
      #expect(all.count == 250)
      let before = skydoor.calls(list).count
      let few = try await skydoor.run("requests", "--limit", "120", "--json").json()
      #expect(
        few.map { $0["member"] as? String } == all.prefix(120).map { $0["member"] as? String })
      #expect(skydoor.calls(list).count == before + 2)
    }
  }

  @Test(arguments: [
    ["--limit", "0"], ["--limit", "x"], ["--sort", "name"], ["--reverse"],
  ])
  func whatCannotBeListedSoIsRefused(_ options: [String]) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run(["requests"] + options)
      #expect(ending.status == 64)
      #expect(ending.errors.contains(options[0]))
    }
  }

  @Test func mistakeInAFilterIsMarked() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("requests", "--where", "é and age < x")
      #expect(ending.status == 65)
      let lines = ending.errors.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.first?.contains("column 13") == true)
      #expect(lines.dropFirst().first == "  é and age < x")
      #expect(lines.last == "              ^")
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test func filterByWhatProfilesTell() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 130)) { skydoor in
      let all = try await skydoor.run("requests", "--where", "followers >= 0", "--json").json()
      #expect(all.count == 130)
      #expect(skydoor.calls(Self.profiles).count == 6)
      #expect(all.allSatisfy { $0["follows"] is Int && $0["posts"] is Int })
      let few = try await skydoor.run("requests", "--where", "followers < 50", "--json")
      #expect(few.status == 0)
      func isFew(_ object: [String: Any]) -> Bool { object["followers"] as? Int ?? 50 < 50 }
      let expected = all.filter(isFew).map { $0["member"] as? String }
      #expect(try few.json().map { $0["member"] as? String } == expected)
      #expect(!expected.isEmpty && expected.count < 130)
      let line = try #require(few.lines.first)
      #expect(keys(line) == Self.requestKeys + ["followers", "follows", "posts"])
    }
  }

  @Test(arguments: ["not has:bio", "bio:garden or posts > 9", "known >= 0 or known < 0"])
  func everyFieldOfProfilesIsLookedUp(_ filter: String) async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 60)) { skydoor in
      let ending = try await skydoor.run("requests", "--where", filter)
      #expect(ending.status == 0)
      #expect(skydoor.calls(Self.profiles).count == 3)
      #expect(ending.lines.count > 1)
    }
  }

  @Test func whoHasNoProfileIsUnknown() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let none = InjectedFault(.answer(status: 200, body: #"{"profiles":[]}"#), on: Self.profiles)
      skydoor.simulator.inject(none)
      let unknown = try await skydoor.run("requests", "--where", "followers >= 0", "--json")
      #expect(unknown.status == 0)
      #expect(unknown.output.isEmpty)
      skydoor.simulator.inject(none)
      let line = try await skydoor.run("requests", "--where", "followers >= 0 or jo", "--json")
      #expect(try line.json().map { $0["member"] as? String } == [jo])
      #expect(line.output.hasSuffix(#","followers":null,"follows":null,"posts":null}"# + "\n"))
    }
  }

  @Test func withoutSuchAFilterNoProfileIsLookedUp() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let ending = try await skydoor.run("requests", "--where", "jo and age >= 0s", "--json")
      #expect(try ending.json().count == 1)
      #expect(skydoor.calls(Self.profiles).isEmpty)
      #expect(keys(try #require(ending.lines.first)) == Self.requestKeys)
    }
  }

  @Test func filterByWhatTheJournalRemembers() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      let group = try skydoor.group()
      #expect(try await skydoor.run("reject", group.id, jo).status == 0)
      #expect(try skydoor.ask("jo.test") == jo)
      for (filter, expected) in [("is:repeat", 1), ("asked > 1", 1), ("asked >= 1", 2)] {
        let ending = try await skydoor.run("requests", "--where", filter, "--json")
        #expect(ending.status == 0)
        #expect(try ending.json().count == expected)
        #expect(try ending.json().contains { $0["member"] as? String == jo })
      }
    }
  }

  @Test func unknownGroup() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let requests = try await skydoor.run("requests", "No Such Group")
      #expect(requests.status == 65)
      #expect(requests.errors.contains(try skydoor.group().name))
      #expect(skydoor.calls("chat.bsky.group.listJoinRequests").isEmpty)
    }
  }

  @Test func nobodyWaits() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let requests = try await skydoor.run("requests")
      #expect(requests.status == 0)
      #expect(requests.output.isEmpty)
      #expect(requests.errors == "Nobody is waiting.\n")
    }
  }

  @Test func readerThatGoesAwayEndsItQuietly() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 2_000)) { skydoor in
      let script = #""$0" requests --json | head -n 1; echo "${PIPESTATUS[0]}""#
      let ending = try await skydoor.shell(script)
      #expect(ending.lines.count == 2)
      #expect(ending.lines.last == "141")
      #expect(ending.errors.isEmpty)
    }
  }

  private static let profiles = "app.bsky.actor.getProfiles"
  private static let requestKeys = [
    "group", "groupName", "member", "handle", "displayName", "requestedAt", "createdAt", "labels",
    "selfLabels", "following", "followedBy", "knownFollowers",
  ]
  private static let groupKeys = [
    "id", "name", "memberCount", "memberLimit", "pending", "pendingIsCapped", "unread", "lock",
    "link",
  ]
  private static let groupKeysWithLink =
    groupKeys + ["url", "enabled", "requireApproval", "rule"]

  /// The keys of a line of JSON, in their order.
  private func keys(_ line: String) -> [String] {
    line.matches(of: /"(\w+)":/).map { String($0.1) }
  }
}
