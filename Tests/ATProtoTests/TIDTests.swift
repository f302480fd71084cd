import Foundation
import Testing

@testable import ATProto

@Suite struct TIDTests {
  @Test func theFormAndTheOrderOfTheSpecification() {
    #expect(TID(microseconds: 0, clock: 0).description == "2222222222222")
    // An example of the specification.
    let example = TID(microseconds: 1_688_137_381_887_007, clock: 6)
    #expect(example.description == "3jzfcijpj2z2a")
    let texts = [0, 1, 31, 32, 1_000, 1_700_000_000_000_000, 1_700_000_000_000_001]
      .map { TID(microseconds: $0, clock: 1_023).description }
    #expect(texts == texts.sorted())
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { $0.wholeMatch(of: /[2-7a-j][2-7a-z]{12}/) != nil })
  }

  @Test func aClockNeverRepeatsItselfHoweverOftenAndWheneverItIsAsked() {
    let clock = TIDClock()
    let now = Date()
    let dates = (0..<500).map { now.addingTimeInterval($0.isMultiple(of: 50) ? -60 : 0) }
    let texts = dates.map { clock.next(at: $0).description }
    #expect(texts == texts.sorted())
    #expect(Set(texts).count == 500)
  }

  @Test func readAsTheyAreWrittenAndNothingElse() {
    let example = TID(microseconds: 1_688_137_381_887_007, clock: 6)
    #expect(TID(example.description) == example)
    for text in ["", "1222222222222", "222222222222", "22222222222222", "k222222222222"] {
      #expect(TID(text) == nil)
    }
  }
}
