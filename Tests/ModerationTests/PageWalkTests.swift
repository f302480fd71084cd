import Testing

@testable import Moderation

@Suite struct PageWalkTests {
  @Test func aListEndsWhereThereIsNoCursor() {
    for last in [nil, ""] {
      var walk = PageWalk()
      walk.follow("1", foundNew: true)
      #expect(walk.cursor == "1" && !walk.isAtEnd)
      walk.follow(last, foundNew: true)
      #expect(walk.isAtEnd && !walk.isEndless)
    }
  }

  @Test func aCircleIsNoticed() {
    var walk = PageWalk()
    for cursor in ["1", "2", "1"] { walk.follow(cursor, foundNew: true) }
    #expect(walk.isAtEnd && walk.isEndless)
  }

  @Test func freshCursorsForNothingAreNoticed() {
    var walk = PageWalk()
    var pages = 0
    while !walk.isAtEnd && pages < 1_000 {
      pages += 1
      walk.follow("\(pages)", foundNew: false)
    }
    #expect(walk.isEndless)
    #expect(pages == 100)
  }
}
