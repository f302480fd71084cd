import ATProto
import Canvas
import Foundation
import Glibc
import Moderation
import Testing

@testable import Console

/// People whose accounts have no handle of their own.
@Suite struct PlaceholderTests {
  private func request(_ name: String, handle: String) throws -> JoinRequest {
    JoinRequest(
      group: "g1", person: Person(did: did(name), handle: try #require(Handle(handle))),
      requestedAt: start - 60)
  }

  @Test(arguments: ["handle.invalid", "missing.invalid"])
  func theyAreCalledByDID(_ handle: String) throws {
    let state = State.loaded([try request("gone", handle: handle)], columns: 110)
    let list = draw(state).text
    #expect(list.contains("did:plc:gone") && !list.contains("invalid"))
    var detail = state
    _ = detail.send(.command(.open))
    let sheet = draw(detail).text
    #expect(sheet.contains("none of their own (the service gives \(handle))"))
    #expect(sheet.contains("https://bsky.app/profile/did:plc:gone"))
    var rejected = state
    _ = rejected.send(.command(.reject))
    #expect(draw(rejected).text.contains("Rejecting did:plc:gone, u to undo"))
    _ = rejected.send(.command(.undo))
    #expect(
      rejected.message
        == Message("did:plc:gone is back on the list; nothing was sent.", .success))
    var noted = state
    _ = noted.send(.command(.note))
    #expect(draw(noted).text.contains("Note on did:plc:gone:"))
  }

  @Test func theyComeLastWhereHandlesAreSorted() throws {
    let people = [
      try request("a", handle: "missing.invalid"), try request("b", handle: "handle.invalid"),
      try request("y", handle: "y.test"), try request("z", handle: "z.test"),
    ]
    var state = State.loaded(people)
    while state.requests.sort != .handle { _ = state.send(.command(.sort)) }
    #expect(state.requests.list.rows.map(\.member) == ["y", "z", "a", "b"].map(did))
    _ = state.send(.command(.reverse))
    #expect(state.requests.list.rows.map(\.member) == ["z", "y", "a", "b"].map(did))
  }

  @Test func whatTheyWereCalledIsNotSaid() throws {
    let history = PersonHistory(
      rejected: 1,
      last: PersonHistory.Past(
        verdict: .reject, at: start, requestedAt: nil, groupName: "Kiln",
        handle: try #require(Handle("missing.invalid"))))
    #expect(history.sentence == "rejected once; last rejected \(start.minuteText) in Kiln")
  }
}
