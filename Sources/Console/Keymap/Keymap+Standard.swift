import Canvas

extension Keymap {
  /// The keys of a console that nobody has rebound.
  public static let standard: Keymap = {
    let moves = [
      Binding(.down, .character("j"), .down),
      Binding(.up, .character("k"), .up),
      Binding(.first, .character("g"), .home),
      Binding(.last, .character("G"), .end),
      Binding(.pageDown, .control("d"), .pageDown),
      Binding(.pageUp, .control("u"), .pageUp),
    ]
    let panes = [
      Binding(.nextPane, .tab, .backTab),
      Binding(.groupsPane, .character("h"), .left),
      Binding(.requestsPane, .character("l"), .right),
    ]
    let decisions = [
      Binding(.reject, .character("x")),
      Binding(.approve, .character("a")),
      Binding(.undo, .character("u")),
    ]
    let moreDecisions = [
      Binding(.rejectAndBlock, .character("X")),
      Binding(.retry, .character(".")),
    ]
    let mark = [Binding(.mark, .character(" "))]
    let moreMarks = [
      Binding(.markAll, .character("*")),
      Binding(.markCluster, .character("c")),
      Binding(.markRange, .character("v")),
    ]
    let filter = [Binding(.filter, .character("/"))]
    let order = [
      Binding(.sort, .character("s")),
      Binding(.reverse, .character("S")),
      Binding(.nextMatch, .character("n")),
      Binding(.previousMatch, .character("N")),
    ]
    let links = [
      Binding(.showLink, .character("o")),
      Binding(.copyLink, .character("y")),
    ]
    let door = [Binding(.shutDoor, .character("!"))]
    let open = [Binding(.open, .enter)]
    let history = [Binding(.history, .character("H"))]
    let refresh = [Binding(.refresh, .character("r"))]
    let close = [Binding(.close, .escape)]
    let everywhere = [
      Binding(.help, .character("?")),
      Binding(.palette, .character(":")),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.suspend, .control("z")),
      Binding(.redraw, .control("l")),
      Binding(.nextTheme, .character("T")),
      Binding(.nextAccount),
    ]
    let answers = [
      Binding(.confirm, .character("y")),
      Binding(.decline, .character("n"), .escape),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.redraw, .control("l")),
    ]
    let leftoverAnswers = [
      Binding(.confirm, .character("y")),
      Binding(.drop, .character("d")),
      Binding(.later, .character("n"), .escape),
      Binding(.quit, .character("q"), .control("c")),
      Binding(.redraw, .control("l")),
    ]
    let memory = [
      Binding(.note, .character("e")),
      Binding(.history, .character("H")),
      Binding(.leftovers, .character("R")),
    ]
    return Keymap([
      .groups: open + decisions + filter + refresh + mark + moreMarks + moreDecisions + order
        + links + door + memory + everywhere + panes + moves + close,
      .requests: decisions + mark + filter + open + moreMarks + moreDecisions + order + links
        + door + memory + refresh + everywhere + panes + moves + close,
      .detail: decisions + close + links + memory + moreDecisions + refresh + everywhere + moves,
      .history: open + filter + close + links + refresh + history + everywhere + moves,
      .historyEntry: close + links + history + everywhere + moves,
      .help: close + moves + everywhere,
      .question: answers,
      .leftovers: leftoverAnswers,
    ])
  }()
}
