import Foundation
import Testing

@testable import Simulator

@Suite struct ValueTests {
  @Test func mixingCanBeUndone() {
    var random = SplitMix64(seed: 3)
    for number in [0, 1, .max] + (0..<500).map({ _ in random.next() }) {
      #expect(SplitMix64.unmix(SplitMix64.mix(number)) == number)
    }
  }

  /// The generator's published first outputs for the seed 0.
  @Test func generatesTheKnownSequence() {
    var random = SplitMix64(seed: 0)
    #expect(random.next() == 0xE220_A839_7B1D_CDAF)
    #expect(random.next() == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test func tidsSortAsTimeDoes() {
    var clock = TIDClock()
    let times: [Milliseconds] = [5000, 5000, 4000, 1_770_000_000_000, 1_770_000_000_001]
    let tids = times.map { clock.next(at: $0) }
    #expect(zip(tids, tids.dropFirst()).allSatisfy { $0 < $1 })
    #expect(zip(tids, tids.dropFirst()).allSatisfy { $0.description < $1.description })
    #expect(tids.allSatisfy { TID($0.description) == $0 && $0.description.utf8.count == 13 })
    #expect(tids[3].time == 1_770_000_000_000)
    for wrong in ["", "short", "0000000000000", "zzzzzzzzzzzzz", "3jzfcijpj2z2aa"] {
      #expect(TID(wrong) == nil)
    }
  }

  @Test func timestampsAreRFC3339() {
    #expect(Milliseconds(0).timestamp == "1970-01-01T00:00:00.000Z")
    #expect(Milliseconds(1_770_000_000_250).timestamp == "2026-02-02T02:40:00.250Z")
  }

  @Test func jsonIsEscaped() throws {
    let hostile = "\u{1B}[31m \"quoted\" \\ \u{0} \n \u{9B} \u{202E} 👨‍👩‍👧‍👦 \u{7F}"
    let json: JSON = ["text": .string(hostile), "none": nil, "list": [1, true, .null]]
    let bytes = json.encoded
    #expect(bytes.allSatisfy { $0 >= 0x20 })
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(read.text("text") == hostile)
    #expect(read.keys.sorted() == ["list", "text"])
  }

  @Test(arguments: ["did:plc:abc", "did:web:a.example%3A8080", "did:key:zQ3s", "did:plc:a:b"])
  func takesDIDs(text: String) {
    #expect(Syntax.isDID(text))
  }

  @Test(arguments: [
    "", "did", "did:plc", "did:plc:", "did:PLC:a", "did::a", "did:plc:a:", "x:plc:a", "did:plc:a/b",
    "did:plc:ä",
  ])
  func refusesOtherDIDs(text: String) {
    #expect(!Syntax.isDID(text))
  }

  @Test(arguments: ["a.b", "mara.example.com", "A-1.example", "xn--ls8h.test"])
  func takesHandles(text: String) {
    #expect(Syntax.isHandle(text))
  }

  @Test(arguments: ["", "a", ".a.b", "a.b.", "a..b", "-a.b", "a-.b", "a.1b", "a_b.c", "ä.b"])
  func refusesOtherHandles(text: String) {
    #expect(!Syntax.isHandle(text))
  }

  @Test func waitingListsStayInOrder() {
    var list = WaitingList()
    for (person, time) in [(1, 50), (2, 10), (3, 50), (4, 99)] {
      list.add(person, at: Milliseconds(time))
    }
    #expect(list.newestFirst.map(\.person) == [4, 3, 1, 2])
    #expect(list.count(after: 49) == 3)
    #expect(list.count(after: 50) == 1)
    let page = list.page(olderThan: nil, limit: 2)
    #expect(page.entries.map(\.person) == [4, 3])
    #expect(page.hasMore)
    let removals = [list.remove(3), list.remove(3)]
    #expect(removals == [true, false])
    let rest = list.page(olderThan: page.entries.last, limit: 2)
    #expect(rest.entries.map(\.person) == [1, 2])
    #expect(!rest.hasMore)
  }

  @Test func cursorsCanBeReadBack() throws {
    let entry = WaitingList.Entry(requestedAt: 1_770_000_000_000, person: 42)
    let read = try #require(WaitingList.Entry(entry.text))
    #expect(read == entry)
    for wrong in ["", "1", "1:2", "1::", "a::b", "1::2::3"] {
      #expect(WaitingList.Entry(wrong) == nil)
    }
  }
}
