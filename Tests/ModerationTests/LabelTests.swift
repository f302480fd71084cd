import ATProto
import Foundation
import Testing

@testable import Moderation

@Suite struct LabelTests {
  @Test func onlyLabelsInForceCount() throws {
    let labels = try JSONDecoder().decode(
      [ComAtprotoLabel.Label].self,
      from: Data(
        #"""
        [{"src":"did:web:a.example","val":"spam"},
         {"src":"did:web:b.example","val":"spam"},
         {"src":"did:web:a.example","val":"rude"},
         {"src":"did:web:a.example","val":"rude","neg":true},
         {"src":"did:web:a.example","val":"scam"},
         {"src":"did:web:b.example","val":"scam","neg":true},
         {"src":"did:web:a.example","val":"old","exp":"2025-01-01T00:00:00Z"},
         {"src":"did:web:a.example","val":"new","exp":"2025-03-01T00:00:00Z"},
         {"src":"did:web:a.example","val":"kept"},
         {"src":"did:web:a.example","val":"kept","neg":true,"exp":"2025-01-01T00:00:00Z"}]
        """#.utf8))
    let now = Date(timeIntervalSince1970: 1_738_368_000)  // 2025-02-01
    #expect(labels.valuesInForce(at: now) == ["spam", "scam", "new", "kept"])
  }
}
