import Simulator
import Testing

/// Starting, and many at once.
@Suite struct LifeTests {
  @Test func aPortThatIsTakenIsRefused() async throws {
    try await withSimulator { simulator, _ async throws in
      await #expect(throws: (any Error).self) {
        try await Simulator.start(port: simulator.port)
      }
    }
  }

  @Test func aPortIsFreeAgainAfterStop() async throws {
    let first = try await Simulator.start()
    await first.stop()
    let second = try await Simulator.start(port: first.port)
    #expect(second.url == first.url)
    await second.stop()
  }

  @Test func worldsAreApart() async throws {
    try await withSimulator { one, caller async throws in
      try await withSimulator { other, _ async throws in
        let group = one.groups[0]
        #expect(group.waiting == other.groups[0].waiting, "the same seed")
        let body = ["convoId": group.id, "member": group.waiting[0]]
        #expect(
          try await caller.post("chat.bsky.group.rejectJoinRequest", body).status == 200)
        #expect(other.groups[0].waiting == group.waiting)
        #expect(other.calls.allSatisfy { $0.nsid == "com.atproto.server.createSession" })
      }
    }
  }
}
