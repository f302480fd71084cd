import Foundation
import PseudoTerminal
import Simulator
import Testing

/// What is left on the shell's screen by a console that leaves in the middle of its work.
@Suite struct ConsoleLossTests {
  private static let people = 60

  /// The lines that the console has left.
  private func words(
    _ skydoor: CommandLineFixture, _ terminal: PseudoTerminal,
    leaving: (PseudoTerminal) -> Void, status: Int32
  ) async throws -> String {
    try await terminal.wait(for: "1 of \(Self.people)")
    terminal.send("*x")
    try await terminal.wait(for: "Reject \(Self.people) people in")
    terminal.send("y")
    try await terminal.wait(for: "/\(Self.people)")
    leaving(terminal)
    #expect(try await terminal.exit() == .exited(status))
    terminal.expectRestored()
    let output = String(decoding: terminal.output, as: UTF8.self)
    #expect(output.components(separatedBy: "skydoor: ").count == 2)
    return String(output[try #require(output.range(of: "skydoor: ")).upperBound...])
  }

  private func expectNames(_ words: String, _ group: String) {
    #expect(
      words.contains("Rejecting \(Self.people) people in \(group) is not confirmed: @"))
    #expect(words.contains(" and \(Self.people - 10) more. "))
    #expect(words.split(separator: "@").count == 11)
  }

  @Test func aBatchIsOneSentence() async throws {
    try await CommandLineFixture.signedIn(
      WorldOptions(groups: 1, requests: Self.people)
    ) { skydoor in
      skydoor.simulator.inject(
        InjectedFault(.hang, on: "chat.bsky.group.rejectJoinRequest", times: nil))
      let words = try await words(
        skydoor, try skydoor.console(), leaving: { $0.send("qq") }, status: 1)
      expectNames(words, try skydoor.group().name)
      #expect(words.contains("The next start looks what came of them, and offers what was not"))
    }
  }

  /// It has its five seconds then.
  @Test func soItIsAfterASignal() async throws {
    try await CommandLineFixture.signedIn(
      WorldOptions(groups: 1, requests: Self.people)
    ) { skydoor in
      skydoor.simulator.inject(
        InjectedFault(.hang, on: "chat.bsky.group.rejectJoinRequest", times: nil))
      let words = try await words(
        skydoor, try skydoor.console(), leaving: { $0.signal(SIGTERM) }, status: 128 + SIGTERM)
      expectNames(words, try skydoor.group().name)
    }
  }

  @Test func theDemoPromisesNothing() async throws {
    try await CommandLineFixture.signedOut { skydoor in
      let terminal = try skydoor.console(
        "demo", "--groups", "1", "--requests", "\(Self.people)", "--latency", "800")
      let words = try await words(skydoor, terminal, leaving: { $0.send("qq") }, status: 1)
      #expect(words.contains("Rejecting \(Self.people) people in "))
      #expect(words.contains("The demo forgets them."))
      #expect(!words.contains("next start"))
    }
  }
}
