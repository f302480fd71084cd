import Foundation
import PseudoTerminal
import Simulator
import Testing

/// `skydoor members`
@Suite struct MembersTests {
  private static let remove = "chat.bsky.group.removeMembers"

  /// The members of the first group as `members --json` prints them.
  private func members(_ skydoor: CommandLineFixture) async throws -> [[String: Any]] {
    try await skydoor.run("members", try skydoor.group().id, "--json").json()
  }

  @Test func listsThemWithTheirRoles() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let members = try await members(skydoor)
      #expect(members.map { $0["member"] as? String } == group.members)
      #expect(members[0]["role"] as? String == "owner" && members[0]["addedBy"] is NSNull)
      #expect(members[1]["role"] as? String == "standard")
      #expect(members[1]["addedBy"] as? String == skydoor.simulator.owner.did)
      #expect(members[1]["group"] as? String == group.id)
      #expect(
        Set(members[0].keys) == [
          "group", "groupName", "member", "handle", "displayName", "role", "addedBy", "createdAt",
          "labels", "selfLabels", "following", "followedBy", "knownFollowers",
        ])
      let table = try await skydoor.run("members", group.name)
      #expect(table.lines.count == group.members.count + 1)
      #expect(table.lines[0].hasPrefix("NAME"))
      #expect(table.lines[1].contains("@\(skydoor.simulator.owner.handle)"))
      #expect(table.lines[1].contains("owner"))
      #expect(table.lines[2].contains("\tmember\t"))
    }
  }

  @Test func removesOneWithOneCall() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let member = try await members(skydoor)[1]
      let did = try #require(member["member"] as? String)
      let handle = try #require(member["handle"] as? String)
      let ending = try await skydoor.run(
        "members", group.id, "--remove", handle, "--json", "--note", "spam")
      #expect(ending.status == 0)
      #expect(
        ending.output == """
          {"group":"\(group.id)","member":"\(did)","action":"remove","outcome":"done",\
          "error":null}

          """)
      #expect(skydoor.calls(Self.remove).count == 1)
      #expect(try !skydoor.group().members.contains(did))
      let entry = try #require(try await skydoor.run("history", "--json").json().first)
      #expect(entry["action"] as? String == "remove" && entry["outcome"] as? String == "done")
      #expect(entry["note"] as? String == "spam" && entry["handle"] as? String == handle)
    }
  }

  @Test func linesCanBePipedOn() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let ending = try await skydoor.shell(
        #""$0" members \#(group.id) --json | grep -v '"owner"' | "$0" members --stdin --yes --json"#
      )
      #expect(ending.status == 0)
      #expect(ending.lines.count == group.members.count - 1)
      #expect(skydoor.calls(Self.remove).count == group.members.count - 1)
      #expect(try skydoor.group().members == [skydoor.simulator.owner.did])
    }
  }

  @Test func whoHasLeftIsGone() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.remove(group: group.id, member: group.members[1])
      let ending = try await skydoor.run(
        "members", group.id, "--remove", group.members[1], "--dry-run")
      #expect(ending.status == 0)
      #expect(ending.errors == "\(group.members[1]) is not in the group any more.\n")
    }
  }

  @Test func theOwnerCannotBeNamed() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      for name in [skydoor.simulator.owner.did, skydoor.simulator.owner.handle] {
        let ending = try await skydoor.run(
          "members", group.id, "--remove", group.members[1], name, "--yes")
        #expect(ending.status == 65)
        #expect(ending.errors.contains("The owner of a group can't be removed from it."))
      }
      #expect(skydoor.calls(Self.remove).isEmpty)
    }
  }

  @Test func aHandleOfNobody() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let waiting = try skydoor.ask("jo.test")
      let group = try skydoor.group()
      let ending = try await skydoor.run("members", group.id, "--remove", "jo.test")
      #expect(ending.status == 65)
      #expect(ending.errors.contains("is a member of") && ending.errors.contains("skydoor members"))
      #expect(try skydoor.group().waiting == [waiting])
    }
  }

  @Test func someFail() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"NotToday","message":"Not today."}"#),
          on: Self.remove))
      let ending = try await skydoor.run(
        ["members", group.id, "--remove"] + group.members[1...3] + ["--yes"])
      #expect(ending.status == 1)
      #expect(ending.errors.contains("Not today."))
      #expect(ending.errors.hasSuffix("Removed 2, 1 failed.\n"))
    }
  }

  @Test(arguments: [("y\r", 2, 0), ("\r", 0, 1)])
  func severalAreAskedFor(_ answer: String, _ posts: Int, _ status: Int32) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let terminal = try skydoor.atTerminal(
        "members", group.id, "--remove", group.members[1], group.members[2])
      try await terminal.wait { $0.contains(#"Remove 2 people from "\#(group.name)"? [y/N]"#) }
      #expect(skydoor.calls(Self.remove).isEmpty)
      terminal.send(answer)
      #expect(try await terminal.exit() == .exited(status))
      #expect(skydoor.calls(Self.remove).count == posts)
      let left = group.memberCount - 2
      #expect(
        terminal.screen.contains("\(left) of \(group.memberLimit) seats taken") == (posts > 0))
    }
  }

  @Test(arguments: [
    [], ["a", "--yes"], ["a", "--note", "b"], ["a", "--dry-run"],
    ["a", "--remove", "jo.test", "--stdin"], ["--remove", "jo.test"],
  ])
  func incompleteCommandLine(_ arguments: [String]) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.run(["members"] + arguments)
      #expect(ending.status == 64)
    }
  }

  @Test func theOwnersLineIsNamed() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let ending = try await skydoor.shell(
        #"("$0" members \#(group.id) --json | tail -n 2; echo; "$0" members \#(group.id) --json) "#
          + #"| "$0" members --stdin --yes"#)
      #expect(ending.status == 65)
      #expect(
        ending.errors == """
          skydoor: Line 4 of the input: The owner of a group can't be removed from it. \
          Leave that line out, as with: jq -c 'select(.role != "owner")'

          """)
      #expect(skydoor.calls(Self.remove).isEmpty)
    }
  }

  @Test func aNameThatSeveralHaveIsNobodys() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group()
      let dids = try (0..<2).map { _ in
        let did = try #require(
          skydoor.simulator.ask(group: group.id, handle: "jo.test", isAnother: true))
        #expect(skydoor.simulator.approve(group: group.id, member: did))
        return did
      }
      let ending = try await skydoor.run("members", group.id, "--remove", "jo.test", "--yes")
      #expect(ending.status == 65)
      #expect(
        ending.errors.hasPrefix(
          "skydoor: @jo.test can be any of 2 people among the members of \"\(group.name)\"."))
      #expect(dids.allSatisfy(ending.errors.contains))
      #expect(skydoor.calls(Self.remove).isEmpty)
    }
  }
}
