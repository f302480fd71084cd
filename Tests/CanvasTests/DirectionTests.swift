import Testing

@testable import Canvas

/// Terminals that turn right-to-left text around (VTE, PuTTY, mlterm) do so with the whole stretch up
/// to the next letter that is read from left to right: spaces, numbers and lines included.
@Suite struct DirectionTests {
  private let fence = "\u{2800}"

  @Test(arguments: ["שלום", "مرحبا", "ܫܠܡܐ", "ހެލޯ", "שלום 12", "a שלום", "ﷺ", "𐤀", "٣"])
  func textIsKeptApartFromWhatStandsBesideIt(text: String) {
    var frame = Frame(columns: 30, rows: 1)
    frame.put("3", row: 0, column: 0, style: .base)
    let used = frame.put(text, row: 0, column: 3, width: 12, style: .title)
    frame.put("12 │", row: 0, column: 20, style: .base)
    let row = frame[0].map(\.character.description)
    #expect(row[2] == fence)
    #expect(row[3 + used] == fence)
    #expect(row.count { $0 == fence } == 2)
    // Each is one column that was blank, in the style that it had.
    #expect(frame[0].prefix(3).allSatisfy { $0.style == .base })
    #expect(row[20...23].joined() == "12 │")
  }

  @Test func aCutTextIsKeptApartToo() {
    var frame = Frame(columns: 12, rows: 1)
    frame.put("שלום עולם", row: 0, column: 2, width: 5, style: .base)
    frame.put("7d", row: 0, column: 8, style: .base)
    #expect(frame.text == " \(fence)שלום…\(fence)7d")
  }

  @Test func aBlankOfItsOwnIsTakenFirst() {
    var frame = Frame(columns: 10, rows: 1)
    frame.horizontalLine(row: 0, column: 0, columns: 10, style: .border)
    frame.put(" שלום ", row: 0, column: 2, style: .title)
    #expect(frame.text == "──\(fence)שלום\(fence)──")
  }

  @Test func nothingIsPutWhereThereIsNoRoom() {
    var frame = Frame(columns: 4, rows: 1)
    frame.put("שלום", row: 0, column: 0, style: .base)
    #expect(frame.text == "שלום")
    frame = Frame(columns: 6, rows: 1)
    frame.put("│", row: 0, column: 0, style: .base)
    frame.put("│", row: 0, column: 5, style: .base)
    frame.put("שלום", row: 0, column: 1, style: .base)
    #expect(frame.text == "│שלום│")
    frame.put("שלום", row: 0, column: -2, style: .base)
    frame.put("שלום", row: 3, column: 1, style: .base)
  }

  @Test(arguments: ["plain", "Zoë", "日本", "한국", "ไทย", "हिन्दी", "Ωμέγα", "👨", "12"])
  func otherTextNeedsNone(text: String) {
    var frame = Frame(columns: 20, rows: 1)
    frame.put(text, row: 0, column: 3, style: .base)
    #expect(!frame.text.contains(fence))
  }

  @Test func inASCIIThereIsNothingToTurnAround() {
    var frame = Frame(columns: 12, rows: 1, glyphSet: .ascii)
    frame.put("שלום", row: 0, column: 2, style: .base)
    #expect(frame.text == "  ????")
  }
}
