import CNcurses
import Canvas
import Testing

@testable import Terminal

struct LinkedTextTests {
  private let here = Link("https://bsky.app/profile/did:plc:ana")!
  private let there = Link("https://bsky.app/chat/abc")!

  @Test func textsWithOneAddressAndOneStyleAreOne() {
    var frame = Frame(columns: 20, rows: 2)
    frame.put("no", row: 1, column: 0, style: .base)
    frame.put("ana", row: 1, column: 2, style: .base, link: here)
    frame.put("bo", row: 1, column: 5, style: .dim, link: here)
    frame.put("漢", row: 1, column: 7, style: .dim, link: there)
    frame.put("c", row: 1, column: 18, style: .dim, link: there)
    #expect(LinkedText.all(in: frame[0], links: frame.links(row: 0), row: 0) == [])
    #expect(
      LinkedText.all(in: frame[1], links: frame.links(row: 1), row: 1) == [
        text("ana", 2, .base, here), text("bo", 5, .dim, here), text("漢", 7, .dim, there),
        text("c", 18, .dim, there),
      ])
  }

  @Test func theyAreDrawnWithTheirAddressesOrWithout() {
    let painter = ThemePainter([.dim: Appearance(foreground: .indexed(1))])
    let texts = [text("ana", 2, .base, here), text("bo", 5, .dim, there)]
    #expect(
      LinkedText.sequence(for: texts, areLinked: true, painter: painter)
        == "\u{1b}7"
        + "\u{1b}[2;3H\u{1b}]8;;https://bsky.app/profile/did:plc:ana\u{1b}\\ana\u{1b}]8;;\u{1b}\\"
        + "\u{1b}[2;6H\u{1b}]8;;https://bsky.app/chat/abc\u{1b}\\\u{1b}[31mbo\u{1b}[0m\u{1b}]8;;\u{1b}\\"
        + "\u{1b}8")
    #expect(
      LinkedText.sequence(for: texts, areLinked: false, painter: painter)
        == "\u{1b}7\u{1b}[2;3Hana\u{1b}[2;6H\u{1b}[31mbo\u{1b}[0m\u{1b}8")
    #expect(LinkedText.sequence(for: [], areLinked: true, painter: painter) == "")
  }

  private func text(_ text: String, _ column: Int, _ style: Style, _ link: Link) -> LinkedText {
    LinkedText(position: .init(row: 1, column: column), text: text, style: style, link: link)
  }
}
