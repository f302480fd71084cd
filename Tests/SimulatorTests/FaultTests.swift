import Foundation
import Simulator
import TestEnvironment
import Testing

@Suite struct FaultTests {
  private let list = "chat.bsky.convo.listConvos"
  private let reject = "chat.bsky.group.rejectJoinRequest"

  @Test func answersInsteadOfWorking() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      simulator.inject(InjectedFault(.answer(status: 502, body: "<html>Bad Gateway</html>")))
      let body = ["convoId": group.id, "member": group.waiting[0]]
      let refused = try await caller.post(reject, body)
      #expect(refused.status == 502)
      #expect(refused.body == Data("<html>Bad Gateway</html>".utf8))
      #expect(simulator.groups[0].waiting == group.waiting)
      #expect(simulator.calls.last?.tookEffect == false)
      #expect(try await caller.post(reject, body).status == 200)
      #expect(simulator.calls.last?.tookEffect == true)
    }
  }

  @Test func worksThenAnswersOtherwise() async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      simulator.inject(InjectedFault(.workThenAnswer(status: 500, body: "{}"), on: reject))
      let reply = try await caller.post(
        reject, ["convoId": group.id, "member": group.waiting[0]])
      #expect(reply.status == 500)
      #expect(simulator.groups[0].waiting == Array(group.waiting.dropFirst()))
      #expect(simulator.calls.last?.tookEffect == true)
      #expect(simulator.calls.last?.status == 500)
    }
  }

  @Test(arguments: [false, true])
  func dropClosesTheConnectionWithoutAByte(afterWork: Bool) async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      let member = group.waiting[0]
      simulator.inject(InjectedFault(afterWork ? .dropAfterWork : .dropBeforeWork, on: reject))
      let body = #"{"convoId":"\#(group.id)","member":"\#(member)"}"#
      let head = """
        POST /xrpc/\(reject) HTTP/1.1\r
        host: 127.0.0.1\r
        authorization: Bearer \(caller.token ?? "")\r
        atproto-proxy: \(Caller.chat)\r
        content-type: application/json\r
        content-length: \(body.utf8.count)\r
        \r\n
        """
      let outcome = await RawConnection.exchange(head + body, port: simulator.port)
      #expect(outcome == .closed(""))
      #expect(simulator.groups[0].waiting.contains(member) == !afterWork)
      #expect(simulator.calls.last?.tookEffect == afterWork)
      #expect(simulator.calls.last?.status == 0)
    }
  }

  @Test(arguments: [
    (InjectedFault.Disruption.dropBeforeWork, false), (.dropAfterWork, true),
    (.answer(status: 502, body: ""), false), (.workThenAnswer(status: 502, body: ""), true),
  ])
  func somethingHappensMeanwhile(_ effect: InjectedFault.Disruption, afterWork: Bool) async throws {
    try await withSimulator { simulator, caller async throws in
      let group = try #require(simulator.groups.first)
      let member = group.waiting[0]
      simulator.inject(
        InjectedFault(effect, on: reject) {
          // It comes too late for whoever has been rejected.
          #expect(simulator.withdraw(group: group.id, member: member) == !afterWork)
        })
      _ = try? await caller.post(reject, ["convoId": group.id, "member": member])
      #expect(!simulator.groups[0].waiting.contains(member))
      #expect(simulator.calls.last?.tookEffect == afterWork)
    }
  }

  @Test func delaysOneCallAndNotTheOthers() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(InjectedFault(.delay(.seconds(60)), on: list))
      let slow = Task { try? await caller.get(list) }
      try await eventually { simulator.calls.contains { $0.nsid == list } }
      #expect(try await caller.get("chat.bsky.convo.getLog").status == 200)
      #expect(simulator.calls.first { $0.nsid == list }?.status == 0)
      let time = await ContinuousClock().measure { await simulator.stop() }
      #expect(time < .seconds(20))
      #expect(await slow.value == nil)
    }
  }

  @Test func holdsCallsUntilTheFaultsAreCleared() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(InjectedFault(.hold, on: list, times: nil))
      let held = (0..<2).map { _ in Task { try await caller.get(list).status } }
      try await eventually { simulator.calls.filter { $0.nsid == list }.count == 2 }
      #expect(try await caller.get("chat.bsky.convo.getLog").status == 200)
      #expect(simulator.calls.filter { $0.nsid == list }.map(\.status) == [0, 0])
      simulator.clearFaults()
      for call in held { #expect(try await call.value == 200) }
      #expect(try await caller.get(list).status == 200)
    }
  }

  @Test func aHeldCallGetsNoAnswerWhenTheSimulatorStops() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(InjectedFault(.hold, on: list))
      let held = Task { try? await caller.get(list) }
      try await eventually { simulator.calls.contains { $0.nsid == list } }
      await simulator.stop()
      #expect(await held.value == nil)
    }
  }

  @Test func goesOnAfterADelay() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(InjectedFault(.delay(.milliseconds(50)), on: list))
      let start = ContinuousClock.now
      #expect(try await caller.get(list).status == 200)
      #expect(start.duration(to: .now) >= .milliseconds(50))
    }
  }

  @Test func hitsAsManyCallsAsItSays() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(InjectedFault(.answer(status: 503, body: ""), on: list, times: 2))
      #expect(try await caller.get("chat.bsky.convo.getLog").status == 200)
      #expect(try await caller.get(list).status == 503)
      #expect(try await caller.get(list).status == 503)
      #expect(try await caller.get(list).status == 200)
      simulator.inject(InjectedFault(.answer(status: 503, body: ""), times: nil))
      for _ in 0..<5 { #expect(try await caller.get(list).status == 503) }
      simulator.clearFaults()
      #expect(try await caller.get(list).status == 200)
    }
  }

  @Test func hitsEverySoManyCalls() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(InjectedFault(.answer(status: 429, body: ""), on: list, times: 2, every: 3))
      // The next one meets what the first lets pass.
      simulator.inject(InjectedFault(.answer(status: 503, body: ""), on: list, times: 1, every: 2))
      var statuses: [Int] = []
      for _ in 0..<8 {
        statuses.append(try await caller.get(list).status)
        #expect(try await caller.get("chat.bsky.convo.getLog").status == 200)
      }
      #expect(statuses == [200, 503, 429, 200, 200, 429, 200, 200])
    }
  }

  @Test func carriesHeaders() async throws {
    try await withSimulator { simulator, caller async throws in
      simulator.inject(
        InjectedFault(
          .answer(status: 429, body: "", headers: ["Retry-After": "7", "RateLimit-Reset": "99"])))
      let answer = await RawConnection.exchange(
        "GET /xrpc/a.b.c HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", port: simulator.port)
      guard case .closed(let text) = answer else {
        Issue.record("no answer")
        return
      }
      #expect(text.lowercased().contains("retry-after: 7\r\n"))
      #expect(text.lowercased().contains("ratelimit-reset: 99\r\n"))
    }
  }

  @Test func stopsAtOnceWithHangingCallsAndIdleConnections() async throws {
    let simulator = try await Simulator.start()
    let port = simulator.port
    simulator.inject(InjectedFault(.hang, on: "chat.bsky.convo.getLog"))
    async let hanging = RawConnection.exchange(
      "GET /xrpc/chat.bsky.convo.getLog HTTP/1.1\r\nhost: x\r\n\r\n", port: port)
    async let idle = RawConnection.exchange("", port: port)
    async let keptAlive = RawConnection.exchange(
      "GET /xrpc/chat.bsky.convo.listConvos HTTP/1.1\r\nhost: x\r\n\r\n", port: port)
    try await eventually { simulator.calls.count == 2 }
    let time = await ContinuousClock().measure { await simulator.stop() }
    #expect(time < .seconds(20))
    #expect(await hanging == .closed(""))
    #expect(await idle == .closed(""))
    #expect(await keptAlive != .open)
    #expect(await RawConnection.exchange("", port: port) == .refused)
  }

  @Test func stopsInAStormOfNewConnections() async throws {
    for _ in 0..<40 {
      let simulator = try await Simulator.start(WorldOptions(groups: 1, requests: 1))
      let port = simulator.port
      await withTaskGroup(of: RawConnection.Outcome.self) { group in
        for _ in 0..<12 {
          group.addTask {
            await RawConnection.exchange(
              "GET /xrpc/a.b.c HTTP/1.1\r\nhost: x\r\n\r\n", port: port)
          }
        }
        group.addTask {
          await simulator.stop()
          return .refused
        }
        for await outcome in group { #expect(outcome != .open) }
      }
    }
  }

  @Test func latencyHoldsBackAnswers() async throws {
    let simulator = try await Simulator.start(latency: .milliseconds(50))
    let caller = Caller(simulator: simulator)
    let time = try await ContinuousClock().measure {
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 { group.addTask { try await caller.get(list).status } }
        for try await status in group { #expect(status == 401) }
      }
    }
    #expect(time >= .milliseconds(50))
    await simulator.stop()
  }
}
