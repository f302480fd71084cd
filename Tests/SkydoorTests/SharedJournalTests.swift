import Foundation
import PseudoTerminal
import Simulator
import Testing

/// Two consoles and a script of one account, which decide on the same people at the same time.
@Suite struct SharedJournalTests {
  private static let reject = "chat.bsky.group.rejectJoinRequest"

  @Test func manyThatStartAtOnceAllFindTheJournal() async throws {
    try await CommandLineFixture.signedIn { skydoor in
      let group = try skydoor.group().id
      let ending = try await skydoor.shell(
        """
        for i in 1 2 3 4 5 6 7 8; do "$0" reject \(group) did:plc:nobody$i & pids="$pids $!"; done
        for pid in $pids; do wait $pid || exit $?; done
        """)
      #expect(ending.status == 0, "\(ending.errors)")
    }
  }

  @Test func eachPersonIsDecidedOnOnceAndNobodySeesAnErrorOfAnother() async throws {
    try await CommandLineFixture.signedIn(
      WorldOptions(groups: 1, requests: 60), latency: .milliseconds(10)
    ) { skydoor in
      let consoles = try [
        skydoor.console(columns: 120, rows: 40), skydoor.console(columns: 120, rows: 40),
      ]
      for console in consoles {
        try await console.wait(for: "60 waiting · 1 of 60")
        console.send("*x")
        try await console.wait(for: "Reject 60 people in ")
      }
      async let script = skydoor.shell(
        "\"$0\" requests --json | \"$0\" reject --stdin --yes --json")
      for console in consoles { console.send("y") }
      for console in consoles {
        let screen = try await console.wait {
          $0.contains("1 group · 0 waiting") && $0.contains("of 60")
        }
        #expect(!screen.contains("failed"))
        #expect(!screen.contains("✗"))
      }
      let ending = try await script
      #expect(ending.status == 0, "\(ending.errors)")
      #expect(try ending.json().allSatisfy { ["done", "gone"].contains($0["outcome"] as? String) })

      let carriedOut = skydoor.calls(Self.reject).filter(\.tookEffect)
      #expect(carriedOut.count == 60)
      #expect(Set(carriedOut.map(\.body)).count == 60)
      #expect(try skydoor.group().waiting == [])
      let done = try await skydoor.history().filter { $0.outcome == "done" }
      #expect(done.count == 60)
      #expect(Set(done.map(\.member)).count == 60)
    }
  }
}
