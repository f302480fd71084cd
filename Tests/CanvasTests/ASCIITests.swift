import Testing

@testable import Canvas

@Suite struct ASCIITests {
  @Test(arguments: [
    ("plain", "plain"),
    ("Zoë Müller, Ærøskøbing, Łódź", "Zoe Muller, AEroskobing, Lodz"),
    ("e\u{301}t", "et"),
    ("Straße ﬁne", "Strasse fine"),
    ("“it’s” – 5 − 3… «ok»", "\"it's\" - 5 - 3... <<ok>>"),
    ("• → ▸ ● ○ ✓ ✗ ↑ ↓", "* > > * o + x ^ v"),
    ("┌─┬┐ │ ╔═╗", "+-++ | +-+"),
    ("𝓗𝓮𝓵𝓵𝓸 Ｗｏｒｌｄ Ⓐ", "Hello World A"),
    ("𝝅 π", "? ?"),
    ("٣² ①", "32 1"),
    ("½", "?"),
    ("日本", "??"),
    ("👨‍👩‍👧 🇩🇪", "? DE"),
    ("a\u{1B}[2J\u{202E}\u{200B}", "a?[2J"),
    ("a\u{A0}b", "a b"),
    ("\u{301}", ""),
  ])
  func whereOnlyASCIICanBeDrawnTextStaysReadable(raw: String, ascii: String) {
    let text = SafeText(raw, glyphSet: .ascii)
    #expect(text.string == ascii)
    #expect(text.width == ascii.utf8.count)
  }

  @Test func everyScalarBecomesPrintableASCII() {
    for value in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = SafeText(String(scalar), glyphSet: .ascii)
      #expect(text.string.utf8.allSatisfy { 0x20 <= $0 && $0 <= 0x7E }, "U+\(value)")
      #expect(text.width == text.string.utf8.count)
    }
  }

  @Test func cutTextEndsInATilde() {
    #expect(SafeText("alice", glyphSet: .ascii).cut(to: 3, glyphSet: .ascii).string == "al~")
  }

  @Test func glyphsAreOneASCIIColumn() {
    for glyph in Glyph.allCases {
      #expect(glyph.scalar(in: .ascii).isASCII)
      #expect(glyph.scalar(in: .unicode).columns == 1)
    }
  }
}
