import ATProto
import Foundation
import Testing

@testable import Moderation

@Suite struct LabelTests {
  private static let account = DID("did:plc:bob")!
  private static let (a, b) = (DID("did:web:a.example")!, DID("did:web:b.example")!)
  /// 2025-02-01
  private static let now = Date(timeIntervalSince1970: 1_738_368_000)

  private func inForce(
    _ json: String, subscribed: [DID] = [a, b]
  ) throws -> (labels: [Label], selfLabels: [String]) {
    try JSONDecoder().decode([ComAtprotoLabel.Label].self, from: Data(json.utf8)).inForce(
      on: Self.account, AnswerContext(at: Self.now, labelers: Labelers(subscribed: subscribed)))
  }

  @Test func onlyLabelsInForceCount() throws {
    let (labels, selfLabels) = try inForce(
      #"""
      [{"src":"did:web:a.example","val":"spam"},
       {"src":"did:web:b.example","val":"spam"},
       {"src":"did:web:a.example","val":"spam"},
       {"src":"did:web:a.example","val":"rude"},
       {"src":"did:web:a.example","val":"rude","neg":true},
       {"src":"did:web:a.example","val":"scam"},
       {"src":"did:web:b.example","val":"scam","neg":true},
       {"src":"did:plc:bob","val":"scam","neg":true},
       {"src":"did:web:a.example","val":"old","exp":"2025-01-01T00:00:00Z"},
       {"src":"did:web:a.example","val":"new","exp":"2025-03-01T00:00:00Z"},
       {"src":"did:web:a.example","val":"kept"},
       {"src":"did:web:a.example","val":"kept","neg":true,"exp":"2025-01-01T00:00:00Z"}]
      """#)
    #expect(
      labels == [
        Label("spam", by: Self.a), Label("spam", by: Self.b), Label("scam", by: Self.a),
        Label("new", by: Self.a), Label("kept", by: Self.a),
      ])
    #expect(selfLabels == [])
    let person = Person(did: Self.account, handle: .invalid, labels: labels)
    #expect(person.labelValues == ["spam", "scam", "new", "kept"])
  }

  /// What an account says of itself, what somebody says who is no labeler of the owner's, and what
  /// nobody is known to say.
  @Test func whatOthersSayIsToldFromWhatTheAccountSays() throws {
    let json = #"""
      [{"src":"did:plc:bob","val":"trusted"},{"src":"did:plc:bob","val":"trusted"},
       {"src":"did:plc:bob","val":"gone"},{"src":"did:plc:bob","val":"gone","neg":true},
       {"src":"did:plc:bob","val":"!no-unauthenticated"},
       {"src":"did:web:evil.example","val":"trusted"},{"val":"trusted"},{"src":7,"val":"trusted"},
       {"src":"bob.test","val":"trusted"},
       {"src":"did:plc:ar7c4by46qjdydhdevvrndac","val":"spam"}]
      """#
    var (labels, selfLabels) = try inForce(json)
    #expect(labels == [Label("spam", by: Labelers.bluesky)])
    #expect(selfLabels == ["trusted", "!no-unauthenticated"])
    (labels, selfLabels) = try inForce(json, subscribed: [Self.account])
    #expect(labels == [Label("spam", by: Labelers.bluesky)], "Nobody labels themselves.")
    let person = Person(did: Self.account, handle: .invalid, selfLabels: selfLabels)
    #expect(person.tellingSelfLabels == ["trusted"])
  }

  @Test func bluskysOwnAndTheFirstNineteenCount() {
    let many = (0..<25).map { DID("did:web:l\($0).example")! }
    let labelers = Labelers(subscribed: [many[3]] + many + [Labelers.bluesky])
    #expect(labelers.inForce == [Labelers.bluesky, many[3]] + many[..<3] + many[4..<19])
    #expect(labelers.accepted.dids.count == 20)
  }

  /// What versions before this one wrote down: labels without their sources.
  @Test func oldJournalsAreRead() throws {
    let person = try JSONDecoder().decode(
      Person.self,
      from: Data(
        #"""
        {"did":"did:plc:bob","handle":"bob.test","displayName":"Bob","labels":["spam","!warn"],
        "following":true,"followedBy":false,"blocking":false,"muted":true,"verified":false,
        "hasAvatar":true}
        """#.utf8))
    #expect(
      person
        == Person(
          did: Self.account, handle: Handle("bob.test")!, displayName: "Bob",
          labels: [Label("spam", by: nil), Label("!warn", by: nil)],
          relationship: Relationship(following: true, followedBy: false, muted: true),
          hasAvatar: true))
    let profile = try JSONDecoder().decode(
      Profile.self,
      from: Data(
        #"""
        {"did":"did:plc:bob","bio":"Hi","labels":["spam"],"following":true,"followedBy":false,
        "blocking":false,"muted":false,"verified":false,"readAt":5}
        """#.utf8))
    #expect(
      profile
        == Profile(
          did: Self.account, bio: "Hi", labels: [Label("spam", by: nil)],
          relationship: Relationship(following: true),
          readAt: Date(timeIntervalSinceReferenceDate: 5)))
  }

  @Test func whatIsWrittenDownIsReadAsItWas() throws {
    let person = Person(
      did: Self.account, handle: .invalid, labels: [Label("a", by: Self.a), Label("b", by: nil)],
      selfLabels: ["c"],
      relationship: Relationship(
        following: nil, followedBy: nil, blocking: true, blockingByList: true, blockedBy: true,
        muted: true, mutedByList: true), readAt: Self.now)
    let bytes = try JSONEncoder().encode(person)
    #expect(try JSONDecoder().decode(Person.self, from: bytes) == person)
  }
}
