import Testing

@testable import Moderation

@Suite struct PaginationTests {
  @Test func aListEndsWhereThereIsNoCursor() {
    for last in [nil, ""] {
      var walk = Pagination()
      walk.follow("1", isEmpty: false, new: 1)
      #expect(walk.cursor == "1" && !walk.isAtEnd)
      walk.follow(last, isEmpty: false, new: 1)
      #expect(walk.isAtEnd && !walk.isEndless)
    }
  }

  @Test func aCircleIsNoticed() {
    var walk = Pagination()
    for cursor in ["1", "2", "1"] { walk.follow(cursor, isEmpty: false, new: 1) }
    #expect(walk.isAtEnd && walk.isEndless)
  }

  @Test func anEmptyPageThatAsksForItselfIsTheEnd() {
    var walk = Pagination()
    walk.follow("1", isEmpty: false, new: 1)
    walk.follow("1", isEmpty: true, new: 0)
    #expect(walk.isAtEnd && !walk.isEndless)
  }

  @Test func freshCursorsForNothingAreNoticed() {
    var walk = Pagination()
    var pages = 0
    while !walk.isAtEnd && pages < 1_000 {
      pages += 1
      walk.follow("\(pages)", isEmpty: true, new: 0)
    }
    #expect(walk.isEndless)
    #expect(pages == 100)
  }

  /// Somebody else on every page, for ever.
  @Test func aListThatIsTooLongIsNoticed() {
    var walk = Pagination()
    var pages = 0
    while !walk.isAtEnd && pages < 1_000_000 {
      pages += 1
      walk.follow("\(pages)", isEmpty: false, new: 100)
    }
    #expect(walk.isEndless)
    #expect(pages * 100 == Pagination.foundLimit)
  }
}
