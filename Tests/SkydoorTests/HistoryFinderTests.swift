import Moderation
import Testing

@testable import skydoor

@Suite struct HistoryFinderTests {
  private let groups = [
    PastGroup(id: "3k1", name: "Night Owls"), PastGroup(id: "3k1", name: "Owls"),
    PastGroup(id: "3k2", name: "owls"), PastGroup(id: "3k3", name: "3k1"),
    PastGroup(id: "3k4", name: ""),
  ]

  @Test(arguments: [
    ("3k1", "3k1"), ("Owls", "3k1"), ("owls", "3k2"), ("NIGHT OWLS", "3k1"), ("night", "3k1"),
    ("3k4", "3k4"),
  ])
  func found(_ text: String, _ id: String) throws {
    #expect(try HistoryFinder.group(named: text, among: groups) == id)
  }

  @Test(arguments: ["OWLS", "ow", "", "Evening"])
  func notFound(_ text: String) throws {
    let error = try #require(throws: CommandError.self) {
      try HistoryFinder.group(named: text, among: groups)
    }
    #expect(error.status == .badInput)
  }

  @Test(arguments: [
    (["a", "b"], "a,b\r\n"), (["", ""], ",\r\n"), (["a,b", "\""], "\"a,b\",\"\"\"\"\r\n"),
    (["a\r\nb", "a\nb"], "\"a\r\nb\",\"a\nb\"\r\n"),
    (["=A1", "+1", "@x", "-2"], "=A1,+1,@x,-2\r\n"),
  ])
  func commaSeparatedValues(_ fields: [String], _ line: String) {
    #expect(CSV.line(fields) == line)
  }
}
