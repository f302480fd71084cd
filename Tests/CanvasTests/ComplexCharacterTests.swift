import Testing

@testable import Canvas

@Suite struct ComplexCharacterTests {
  @Test(arguments: ["a", " ", "~", "é", "ß", "漢", "👋", "\u{10FFFF}", "\u{FFFD}", "\u{1}", "\u{80}"])
  func everyScalarGoesInAndComesOut(text: Unicode.Scalar) {
    let character = ComplexCharacter(text)
    #expect(character.description == String(text))
    #expect(!character.isNone)
    #expect(ComplexCharacter.none.isNone && ComplexCharacter.none.description == "")
  }

  @Test func fourMarksStayInTheirOrder() {
    // The widest and the narrowest scalars that there are, so that none runs into another.
    let marks: [Unicode.Scalar] = ["\u{10FFFF}", "\u{301}", "\u{1D167}", "\u{1}", "\u{302}"]
    var character = ComplexCharacter("\u{10FFFD}")
    var text = "\u{10FFFD}"
    for (count, mark) in zip(0..., marks) {
      character.append(mark)
      if count < ComplexCharacter.markLimit { text.unicodeScalars.append(mark) }
      #expect(Array(character.description.unicodeScalars) == Array(text.unicodeScalars))
    }
  }

  @Test func whatLooksAlikeIsNotTheSame() {
    var marked = ComplexCharacter("e")
    marked.append("\u{301}")
    #expect(marked != ComplexCharacter("é"))
    #expect(marked != ComplexCharacter("e"))
    var other = ComplexCharacter("e")
    other.append("\u{301}")
    #expect(marked == other && marked.hashValue == other.hashValue)
  }

  @Test func aTextIsWrittenAfterAnother() {
    var bytes = Array("né".utf8)
    for (character, width) in SafeText("漢e\u{301}!").characters {
      #expect(width == (bytes.count == 3 ? 2 : 1))
      character.write(to: &bytes)
    }
    #expect(
      String(decoding: bytes, as: UTF8.self).unicodeScalars.elementsEqual(
        "né漢e\u{301}!".unicodeScalars))
  }
}
