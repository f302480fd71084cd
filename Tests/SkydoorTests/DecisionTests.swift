import Foundation
import Simulator
import Testing

@Suite struct DecisionTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"
  private static let approve = "chat.bsky.group.approveJoinRequest"

  @Test func oneRejectionIsOneCall() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask("jo.test")
      _ = try skydoor.ask("stays.test")
      let group = try skydoor.group()
      let ending = try await skydoor.run("reject", group.name, "jo.test")
      #expect(ending.status == 0)
      // Nobody watches, and all went well.
      #expect(ending.output.isEmpty)
      #expect(ending.errors.isEmpty)

      let posts = skydoor.calls(Self.reject)
      #expect(posts.count == 1)
      let post = try #require(posts.first)
      #expect(post.method == "POST")
      #expect(post.headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat")
      let body = try JSONDecoder().decode([String: String].self, from: Data(post.body.utf8))
      #expect(body == ["convoId": group.id, "member": did])
      #expect(try skydoor.group().waiting.count == 1)
    }
  }

  @Test func approvalByDID() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask("jo.test")
      let group = try skydoor.group()
      let ending = try await skydoor.run("approve", group.id, did, "--json")
      #expect(ending.status == 0)
      #expect(
        ending.output == """
          {"group":"\(group.id)","member":"\(did)","action":"approve","outcome":"done",\
          "error":null}

          """)
      #expect(skydoor.calls(Self.approve).count == 1)
      #expect(try skydoor.group().members.contains(did))
    }
  }

  @Test func namesOfAnyKindAndEachPersonOnce() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let kim = try skydoor.ask("kim.test")
      let group = try skydoor.group()
      let ending = try await skydoor.run(
        "reject", group.name.uppercased(), "@jo.test", "JO.TEST", jo, kim, "--yes", "--json")
      #expect(ending.status == 0)
      #expect(Set(try ending.json().map { $0["member"] as? String }) == [jo, kim])
      #expect(skydoor.calls(Self.reject).count == 2)
    }
  }

  @Test func whoDoesNotWaitIsGone() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask("jo.test")
      let group = try skydoor.group()
      skydoor.simulator.withdraw(group: group.id, member: did)
      let ending = try await skydoor.run("reject", group.id, did, "--json")
      #expect(ending.status == 0)
      #expect(try ending.json().map { $0["outcome"] as? String } == ["gone"])
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func handleOfNobodyWaiting() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let ending = try await skydoor.run(
        "reject", try skydoor.group().id, "jo.test", "nobody.test", "--yes")
      #expect(ending.status == 65)
      #expect(ending.errors.contains("@nobody.test"))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test(arguments: ["did:plc", "did:", "not a handle", "@"])
  func malformedMember(_ member: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("reject", try skydoor.group().id, member)
      #expect(ending.status == 65)
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test func someFail() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 403, body: #"{"error":"InsufficientRole","message":"Not you."}"#),
          on: Self.reject))
      let ending = try await skydoor.run(
        "reject", try skydoor.group().id, "jo.test", "kim.test", "--yes", "--json")
      #expect(ending.status == 1)
      let objects = try ending.json()
      #expect(Set(objects.map { $0["outcome"] as? String }) == ["done", "failed"])
      let failed = try #require(objects.first { $0["outcome"] as? String == "failed" })
      #expect((failed["error"] as? String)?.isEmpty == false)
    }
  }

  @Test func linesOfRequestsCanBePipedOn() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 2, requests: 60)) { skydoor in
      let ending = try await skydoor.shell(
        #""$0" requests --json | "$0" reject --stdin --yes --json"#)
      #expect(ending.status == 0)
      #expect(ending.lines.count == 60)
      #expect(skydoor.calls(Self.reject).count == 60)
      let waiting = skydoor.simulator.groups.filter(\.isOwned).flatMap(\.waiting)
      #expect(waiting.isEmpty)
    }
  }

  @Test func aReportThatCannotBeWrittenStopsTheRest() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 60)) { skydoor in
      let ending = try await skydoor.shell(
        #""$0" requests --json | "$0" reject --stdin --yes --json > /dev/full"#)
      #expect(ending.status == 74)
      #expect(ending.errors.contains("can't be written"))
      let sent = skydoor.calls(Self.reject).count
      #expect(sent > 0 && sent < 30)
    }
  }

  @Test func plainDIDsCanBePiped() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let dids = [try skydoor.ask("jo.test"), try skydoor.ask("kim.test")]
      let ending = try await skydoor.run(
        "approve", try skydoor.group().id, "--stdin", "--yes",
        input: "\n" + dids.joined(separator: "\r\n") + "\n\n")
      #expect(ending.status == 0)
      #expect(Set(try skydoor.group().members).isSuperset(of: dids))
    }
  }

  @Test(arguments: [
    ("{\"group\":\"g\",\"member\":\"did:plc:a\"}\nnonsense\n", "Line 2"),
    ("{\"member\":\"did:plc:a\"}\n", "Line 1"),
    ("\n{\"group\":\"g\",\"member\":\"jo.test\"}\n", "Line 2"),
    ("did:plc:a\n", "Line 1"),
  ])
  func badLine(_ input: String, _ line: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.run("reject", "--stdin", "--yes", input: input)
      #expect(ending.status == 65)
      #expect(ending.errors.contains(line))
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test func lineOfAnotherGroup() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask("jo.test")
      let line = #"{"group":"\#(try skydoor.group(0).id)","member":"\#(did)"}"# + "\n"
      let ending = try await skydoor.run(
        "reject", try skydoor.group(1).id, "--stdin", "--yes", input: line)
      #expect(ending.status == 65)
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func emptyInputIsNothingToDo() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let ending = try await skydoor.run("reject", "--stdin", "--yes", input: "")
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.isEmpty)
    }
  }

  @Test func dryRunSendsNothing() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      let ending = try await skydoor.run(
        "reject", try skydoor.group().id, "jo.test", "kim.test", "--dry-run", "--json")
      #expect(ending.status == 0)
      #expect(try ending.json().map { $0["outcome"] as? String } == ["dry-run", "dry-run"])
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func dryRunSaysWhoWouldBeDecidedAbout() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let groups = [try skydoor.group(0), try skydoor.group(1)]
      let kim = try #require(skydoor.simulator.ask(group: groups[1].id, handle: "kim.test"))
      let gone = "did:plc:gone"
      let lines = [(0, jo), (1, kim), (1, gone)].map { index, member in
        #"{"group":"\#(groups[index].id)","member":"\#(member)"}"# + "\n"
      }
      let ending = try await skydoor.run(
        "approve", "--stdin", "--dry-run", input: lines.joined())
      #expect(ending.status == 0)
      #expect(ending.output.isEmpty)
      #expect(
        ending.errors == """
          Too few seats: none left in \(groups[1].name).
          Would approve @jo.test in "\(groups[0].name)".
          Would approve @kim.test in "\(groups[1].name)".
          did:plc:gone does not wait any more.

          """)
      #expect(skydoor.calls(Self.approve).isEmpty)
    }
  }

  @Test func whatFailedIsSaidWhereNobodyWatches() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 403, body: #"{"error":"Forbidden","message":"Not this one."}"#),
          on: Self.reject))
      let ending = try await skydoor.run(
        "reject", try skydoor.group().id, "jo.test", "kim.test", "--yes")
      #expect(ending.status == 1)
      #expect(ending.output.isEmpty)
      #expect(ending.errors.contains("Not this one."))
      #expect(ending.errors.hasSuffix("Rejected 1, 1 failed.\n"))
    }
  }

  @Test func aThousandPeopleArePipedOn() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 3, requests: 1_000)) { skydoor in
      let before = skydoor.simulator.calls.count
      let ending = try await skydoor.shell(
        #""$0" requests --json | "$0" reject --stdin --yes --json"#)
      #expect(ending.status == 0)
      #expect(ending.lines.count == 1_000)
      #expect(skydoor.calls(Self.reject).count == 1_000)
      #expect(skydoor.simulator.groups.filter(\.isOwned).flatMap(\.waiting).isEmpty)
      // Beside the decisions: the groups and the lists, read once by each of the two.
      #expect(skydoor.simulator.calls.count - before - 1_000 <= 2 * (1 + 3 + 10))
    }
  }

  @Test(arguments: [
    ("", "empty"), (" \t", "empty"), ("two\nlines", "one line"), ("two\u{2028}lines", "one line"),
    (String(repeating: "é", count: 1_001), "1000"),
  ])
  func notesThatCannotBeKept(_ note: String, _ reason: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run("reject", "group", "jo.test", "--note", note)
      #expect(ending.status == 64)
      #expect(ending.errors.contains(reason))
    }
  }

  @Test func aNoteOfTheGreatestLength() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      let ending = try await skydoor.run(
        "reject", try skydoor.group().id, "jo.test", "--note", String(repeating: "é", count: 1_000))
      #expect(ending.status == 0)
      #expect(skydoor.calls(Self.reject).count == 1)
    }
  }

  @Test func severalAreNotDecidedUnasked() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      _ = try skydoor.ask("jo.test")
      _ = try skydoor.ask("kim.test")
      let ending = try await skydoor.run(
        "reject", try skydoor.group().id, "jo.test", "kim.test")
      #expect(ending.status == 64)
      #expect(ending.errors.contains("--yes"))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test(arguments: [[], ["group"], ["group", "jo.test", "--stdin"]])
  func incompleteCommandLine(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(["reject"] + arguments)
      #expect(ending.status == 64)
    }
  }

  // MARK: Names that several have

  @Test(arguments: ["jo.test", "handle.invalid", "missing.invalid"])
  func aNameThatSeveralHaveIsNobodys(_ handle: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let dids = try ["Jo", "", "Kim\u{1B}"].map { name in
        try #require(
          skydoor.simulator.ask(
            group: group.id, handle: handle, displayName: name, isAnother: true))
      }
      _ = try skydoor.ask("stays.test")
      for command in ["reject", "approve"] {
        let ending = try await skydoor.run(command, group.id, "@\(handle)", "--yes", "--json")
        #expect(ending.status == 65)
        #expect(ending.output.isEmpty)
        let lines = ending.errors.split(separator: "\n")
        #expect(lines.count == 4)
        let head = try #require(lines.first)
        #expect(head.hasPrefix("skydoor: @\(handle) "))
        #expect(
          head.hasSuffix("3 people waiting in \"\(group.name)\". Name one of them by DID:"))
        for (did, name) in zip(dids, ["Jo, asked ", "asked ", "Kim�, asked "]) {
          #expect(lines.contains { $0.hasPrefix("  \(did)  \(name)20") }, "\(ending.errors)")
        }
      }
      #expect(skydoor.calls(Self.reject).isEmpty && skydoor.calls(Self.approve).isEmpty)
      // As the message says.
      let ending = try await skydoor.run("reject", group.id, dids[1])
      #expect(ending.status == 0)
      #expect(try skydoor.group().waiting.count == 3)
    }
  }

  /// The first page has one of them, the last the other.
  @Test func theWholeListIsLookedThroughForAName() async throws {
    try await CommandLineFixture.signedIn(WorldOptions(groups: 1, requests: 150)) { skydoor in
      let group = try skydoor.group()
      let old = try #require(group.waiting.last)
      let handle = try #require(skydoor.simulator.credentials(of: old)?.handle)
      let new = try #require(
        skydoor.simulator.ask(group: group.id, handle: handle, isAnother: true))
      let ending = try await skydoor.run("reject", group.id, handle)
      #expect(ending.status == 65)
      #expect(ending.errors.contains(old) && ending.errors.contains(new))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  /// It stands for whoever has none, so that it may be another the next time.
  @Test(arguments: ["handle.invalid", "missing.invalid"])
  func aPlaceholderIsNoNameEvenOfOne(_ handle: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask(handle)
      let ending = try await skydoor.run("reject", try skydoor.group().id, handle)
      #expect(ending.status == 65)
      #expect(ending.errors.contains("there is 1 person waiting"))
      #expect(ending.errors.contains(did))
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }

  @Test func whoHasNoHandleIsCalledByDID() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let did = try skydoor.ask("missing.invalid")
      let table = try await skydoor.run("requests")
      #expect(table.output.contains(did) && !table.output.contains("invalid"))
      let ending = try await skydoor.run("approve", try skydoor.group().id, did, "--dry-run")
      #expect(ending.errors.contains("Would approve \(did) in"))
      // Data is as the service told it.
      let json = try await skydoor.run("requests", "--json").json()
      #expect(json.map { $0["handle"] as? String } == ["missing.invalid"])
    }
  }

  /// Handles change hands; what a line is about does not.
  @Test func theDIDOfALineCounts() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let kim = try skydoor.ask("kim.test")
      let line = #"{"group":"\#(try skydoor.group().id)","member":"\#(kim)","handle":"jo.test"}"#
      #expect(try await skydoor.run("reject", "--stdin", input: line).status == 0)
      #expect(try skydoor.group().waiting == [jo])
    }
  }

  @Test func aLineThatCannotBeFollowedIsNamed() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let groups = [try skydoor.group(0), try skydoor.group(1)]
      func lines(_ last: String) -> String {
        "\n" + #"{"group":"\#(groups[0].id)","member":"\#(jo)"}"# + "\n\n"
          + #"{"group":"\#(last)","member":"did:plc:a"}"# + "\n"
      }
      let other = try await skydoor.run(
        "reject", groups[0].id, "--stdin", "--yes", input: lines(groups[1].id))
      #expect(other.status == 65)
      #expect(
        other.errors.hasPrefix("skydoor: Line 4 of the input: It names the group \(groups[1].id)"))
      // A name is not what a line has: another group may be called so by now.
      for unknown in ["3gone", groups[1].name, String(groups[1].name.prefix(2))] {
        let ending = try await skydoor.run("reject", "--stdin", "--yes", input: lines(unknown))
        #expect(ending.status == 65)
        #expect(
          ending.errors.hasPrefix(
            "skydoor: Line 4 of the input: You own no group with the id \(unknown)."))
      }
      #expect(skydoor.calls(Self.reject).isEmpty)
    }
  }
}
