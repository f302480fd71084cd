import Foundation
import Simulator
import Testing

@testable import skydoor

/// Standard input, output and error in a state that nobody hopes for.
@Suite struct DescriptorTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  // MARK: Standard input

  @Test(arguments: [("<&-", "it is closed"), ("< /", "it is a directory")])
  func linesThatCannotBeRead(_ redirection: String, _ reason: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let before = skydoor.simulator.calls.count
      for command in ["reject", "approve", "members"] {
        let ending = try await skydoor.shell(#""$0" \#(command) --stdin --yes \#(redirection)"#)
        #expect(ending.status == 65)
        #expect(
          ending.errors == """
            skydoor: Standard input can't be read: \(reason). \
            Pipe the lines in, as in: skydoor requests --json | skydoor reject --stdin

            """)
      }
      #expect(skydoor.simulator.calls.count == before)
    }
  }

  @Test(arguments: [("<&-", "it is closed"), ("< /", "it is a directory")])
  func aPasswordThatCannotBeRead(_ redirection: String, _ reason: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.shell(
        #""$0" login \#(skydoor.simulator.owner.handle) --service \#(skydoor.simulator.url) "#
          + "--password-stdin \(redirection)")
      #expect(ending.status == 65)
      #expect(
        ending.errors == """
          skydoor: Standard input can't be read: \(reason). \
          Pipe it in, as in: skydoor login HANDLE --password-stdin < FILE

          """)
      #expect(skydoor.simulator.calls.isEmpty)
    }
  }

  /// As editors, shells and other systems write a line.
  @Test(arguments: ["PASSWORD", "\u{FEFF}PASSWORD\r\nmore\n", "PASSWORD\n\u{0}"])
  func aPasswordInAFile(_ text: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let owner = skydoor.simulator.owner
      let input = text.replacing("PASSWORD", with: owner.password)
      let file = skydoor.home + "/password"
      try Data(input.utf8).write(to: URL(filePath: file))
      let ending = try await skydoor.shell(
        #""$0" login \#(owner.handle) --service \#(skydoor.simulator.url) --password-stdin < \#(file)"#
      )
      #expect(ending.status == 0, "\(ending.errors)")
    }
  }

  @Test func aPasswordThatIsNoText() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.shell(
        #"printf '\377\376p\n' | "$0" login a.test --service \#(skydoor.simulator.url) --password-stdin"#
      )
      #expect(ending.status == 65)
      #expect(ending.errors.contains("Standard input is not UTF-8 text."))
      #expect(skydoor.simulator.calls.isEmpty)
    }
  }

  @Test func nobodyIsAskedOnAClosedStandardInput() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let ending = try await skydoor.shell(#""$0" login a.test <&-"#)
      #expect(ending.status == 64)
      #expect(ending.errors.contains("--password-stdin"))
    }
  }

  @Test func anInputWithoutAnEndIsNotReadForEver() throws {
    let zeros = open("/dev/zero", O_RDONLY)
    defer { close(zeros) }
    #expect {
      try StandardInput.all(cure: "End it.", of: zeros, atMost: 1 << 20)
    } throws: { error in
      error as? CommandError
        == CommandError("Standard input does not come to an end.", cure: "End it.", .badInput)
    }
    #expect(throws: CommandError.self) { try StandardInput.line(cure: "End it.", of: zeros) }
  }

  /// A program that shares the pipe may have set it so.
  @Test func anInputThatDoesNotWaitIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    let (reader, writer) = (ends[0], ends[1])
    defer { close(reader) }
    #expect(fcntl(reader, F_SETFL, O_NONBLOCK) == 0)
    let writing = Thread {
      for text in ["did:plc:", "a\n"] { _ = text.withCString { write(writer, $0, strlen($0)) } }
      close(writer)
    }
    writing.start()
    #expect(try StandardInput.all(cure: "", of: reader) == Array("did:plc:a\n".utf8))
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstLine() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let dids = [try skydoor.ask("jo.test"), try skydoor.ask("kim.test")]
      let group = try skydoor.group()
      let object = #"{"group":"\#(group.id)","member":"\#(dids[0])"}"#
      let first = try await skydoor.run(
        "reject", "--stdin", "--yes", "--json", input: "\u{FEFF}\(object)\n")
      #expect(first.status == 0, "\(first.errors)")
      let second = try await skydoor.run(
        "reject", group.id, "--stdin", "--yes", input: "\u{FEFF}\(dids[1])\r\n")
      #expect(second.status == 0, "\(second.errors)")
      #expect(try skydoor.group().waiting.isEmpty)
    }
  }

  @Test(arguments: [
    ([0xFF, 0xFE] as [UInt8], "Line 2 of the input: This is not UTF-8 text."),
    (Array("did:plc:a\u{0}".utf8), "Line 2 of the input: did:plc:a� is not a DID."),
    (Array("jo.test".utf8), "Line 2 of the input: jo.test is not a DID."),
    (
      Array(repeating: UInt8(ascii: "x"), count: 1 << 20),
      "Line 2 of the input: \(String(repeating: "x", count: 59))… is not a DID."
    ),
    (Array("{".utf8), "Line 2 of the input: This is not an object with a group and a member."),
  ])
  func linesThatAreNone(_ line: [UInt8], _ message: String) async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let file = skydoor.home + "/input"
      try Data(Array("\n".utf8) + line).write(to: URL(filePath: file))
      let ending = try await skydoor.shell(#""$0" reject --stdin --yes < \#(file)"#)
      #expect(ending.status == 65)
      #expect(ending.errors.hasPrefix("skydoor: \(message) "), "\(ending.errors)")
    }
  }

  // MARK: Descriptors that are closed

  /// What is opened first would be standard output.
  @Test func aClosedStandardOutputIsNoFile() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let log = skydoor.home + "/log"
      for command in ["groups", "groups --json", "keys", "history --csv"] {
        let ending = try await skydoor.shell(#""$0" \#(command) --log \#(log) >&-"#)
        #expect(ending.status == 74, "\(command)")
        #expect(
          ending.errors
            == "skydoor: The output can't be written: it is closed. Send it somewhere, as with: > FILE\n"
        )
      }
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(text.contains("listConvos"))
      #expect(!text.contains("GROUP") && !text.contains(#"{"id""#))
    }
  }

  /// The journal is open by the time that something is said.
  @Test(arguments: ["<&- >&- 2>&-", "<&-", "2>&-", "<&- 2>&-"])
  func noFileBecomesAStandardDescriptor(_ redirections: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let jo = try skydoor.ask("jo.test")
      let group = try skydoor.group()
      skydoor.simulator.inject(
        InjectedFault(
          .answer(status: 400, body: #"{"error":"No","message":"Not yet."}"#), on: Self.reject))
      let log = skydoor.home + "/log"
      let failed = try await skydoor.shell(
        #""$0" reject \#(group.id) \#(jo) --log \#(log) \#(redirections); echo "$?" > \#(skydoor.home)/status"#
      )
      #expect(failed.output.isEmpty)
      #expect(try String(contentsOfFile: skydoor.home + "/status", encoding: .utf8) == "1\n")
      let text = try String(contentsOfFile: log, encoding: .utf8)
      #expect(!text.contains("skydoor: ") && !text.contains("Rejected"))
      // The journal is whole.
      let entry = try #require(try await skydoor.run("history", "--json").json().first)
      #expect(entry["outcome"] as? String == "failed")
    }
  }

  @Test(arguments: ["<&-", ">&-", "< /dev/null", "> /dev/null", "<&- >&- 2>&-"])
  func theConsoleMissesItsTerminal(_ redirections: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let terminal = try skydoor.shellAtTerminal(
        #"("$0" \#(redirections)); echo "ended with $?""#)
      try await terminal.wait { $0.contains("ended with 64") }
    }
  }

  // MARK: Logs

  @Test(arguments: ["/dev/tty", "/dev/stderr"])
  func aLogIsNotWrittenAcrossTheScreen(_ log: String) async throws {
    try await CommandLineFixture.signedIn { skydoor in
      for command in ["", "demo"] {
        let terminal = try skydoor.shellAtTerminal(
          #""$0" \#(command) --log \#(log); echo "ended with $?""#)
        try await terminal.wait { $0.contains("ended with 65") }
        #expect(terminal.screen.contains("is a terminal, and the console"))
      }
    }
  }

  @Test func aLogThatNobodyReadsIsNotWaitedFor() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let pipe = skydoor.home + "/pipe"
      #expect(mkfifo(pipe, 0o600) == 0)
      let ending = try await skydoor.run("groups", "--log", pipe)
      #expect(ending.status == 65)
      #expect(ending.errors.contains("The log \(pipe) can't be opened: nobody reads from it."))
      let directory = try await skydoor.run("groups", "--log", skydoor.home)
      #expect(directory.status == 65)
      #expect(directory.errors.contains("Is a directory"))
    }
  }
}
