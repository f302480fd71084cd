import Canvas
import Testing

/// Texts that are longer than their place.
@Suite struct WrappingTests {
  @Test func wordsThatAreLongerThanALineGoOnInTheNext() {
    #expect(wrap("one three fourteen", width: 5) == ["one", "three", "fourt", "een"])
    #expect(wrap("漢字漢字", width: 5) == ["漢字", "漢字"])
    #expect(wrap("", width: 5) == [""])
    #expect(wrap("anything", width: 0) == [])
  }

  @Test func aListThatDoesNotFitIsCounted() {
    func lines(_ count: Int, _ width: Int) -> [String] {
      wrap("because:", listing: ["one", "two", "three"], "reason", width: width, lines: count)
    }
    #expect(lines(1, 40) == ["because: one, two, three"])
    #expect(lines(1, 23) == ["because: one and 2 more"])
    #expect(lines(2, 15) == ["because: one,", "two, three"])
    #expect(lines(1, 18) == ["because: 3 reasons"])
    #expect(
      wrap("because:", listing: ["a very long one"], "reason", width: 17, lines: 1)
        == ["because: 1 reason"])
  }
}
