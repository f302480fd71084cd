import ATProto
import Foundation
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

  @Test func whatIsNotedIsToldWhole() throws {
    let note = (1...30).map { "word\($0)" }.joined(separator: " ")
    let person = Person(
      did: try #require(DID("did:plc:jo")), handle: try #require(Handle("jo.test")),
      displayName: "", createdAt: nil)
    let entry = JournalEntry(
      id: 1,
      DecisionDraft(
        .reject, JoinRequest(group: "3k1", person: person, requestedAt: nil),
        groupName: "Night Owls", note: note),
      status: .done, decidedAt: Date(timeIntervalSince1970: 0))
    var printer = HistoryPrinter(.table)
    #expect(printer.text([entry]).hasSuffix("\t\(note)\n"))
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
