import ATProto
import Foundation
import Testing

@testable import Moderation

/// People who come faster than expected.
@Suite struct RaidTests {
  /// What is counted is what a plain look at all dates would count.
  @Test(arguments: 1...5)
  func arrivalsAreCountedAsAPlainLookWould(seed: Int) throws {
    var numbers = (0..<400).map { ($0 * 7919 + seed * 104_729) % 1_009 }[...]
    func next(_ bound: Int) -> Int { (numbers.popFirst() ?? 0) % bound }
    var arrivals = Arrivals()
    var known: [String: Date] = [:]
    var now = Date(timeIntervalSince1970: 1_790_000_000)
    for _ in 0..<60 {
      now += Double(next(90))
      let cutoff = now - 600
      if next(2) == 0 {
        let people = try (0..<next(4)).map { _ in
          try request("p\(next(40))", at: now - Double(next(900)))
        }
        // A list has everybody once.
        var seen: Set<String> = []
        let list = people.filter { seen.insert($0.person.handle.description).inserted }
        arrivals.take(list, since: cutoff)
        for request in list { known[request.person.did.description] = request.requestedAt }
      } else {
        let member = try did("p\(next(40))")
        let date = now - Double(next(30))
        arrivals.take(member, since: date)
        known[member.description] = known[member.description] ?? date
      }
      arrivals.forget(before: cutoff)
      known = known.filter { $0.value >= cutoff }
      #expect(arrivals.count == known.count)
    }
  }

  /// Only a list tells when somebody has asked; until then the time of the news counts.
  @Test func aListSaysWhoHasComeInTheRaid() throws {
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let limit = RaidLimit(people: 2, span: TimeSpan(10, .minutes))
    var raids = RaidDetector()
    raids.take(
      [try request("a", at: now - 60), try request("b", at: now - 30)], in: "g1", since: now - 600)
    raids.look(by: limit, at: now)
    #expect(raids.isOn(in: "g1"))
    #expect(raids.people(in: "g1") == [try did("a"), try did("b")])
    var undated = try request("undated", at: now)
    undated.requestedAt = nil
    raids.take(
      [try request("c", at: now), try request("early", at: now - 3_600), undated], in: "g1",
      since: now - 600)
    #expect(raids.people(in: "g1") == [try did("a"), try did("b"), try did("c")])
    raids.take([try request("b", at: now - 3_600)], in: "g1", since: now - 600)
    #expect(raids.people(in: "g1") == [try did("a"), try did("c")])
  }

  private func did(_ name: String) throws -> DID { try #require(DID("did:plc:\(name)")) }

  private func request(_ name: String, at date: Date) throws -> JoinRequest {
    JoinRequest(
      group: "g1",
      person: Person(did: try did(name), handle: try #require(Handle("\(name).example.com"))),
      requestedAt: date)
  }
}
