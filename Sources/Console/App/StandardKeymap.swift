import Canvas
import Config

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
    let undo = [Binding(.undo, .character("u"))]
    let decisions =
      [
        Binding(.reject, .character("x")),
        Binding(.approve, .character("a")),
      ] + undo
    let retry = [Binding(.retry, .character("."))]
    let moreDecisions = [Binding(.rejectAndBlock, .character("X"))] + retry
    let mark = [Binding(.mark, .character(" "))]
    let markAll = [Binding(.markAll, .character("*"))]
    let markRange = [Binding(.markRange, .character("v"))]
    let moreMarks = markAll + [Binding(.markCluster, .character("c"))] + markRange
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
    let open = [Binding(.open, .enter)]
    let history = [Binding(.history, .character("H"))]
    let refresh = [Binding(.refresh, .character("r"))]
    let close = [Binding(.close, .escape)]
    let leave = [Binding(.quit, .character("q"), .control("c"))]
    let terminal = [Binding(.suspend, .control("z")), Binding(.redraw, .control("l"))]
    let everywhere =
      [
        Binding(.help, .character("?")),
        Binding(.palette, .character(":")),
      ] + leave + terminal + [
        Binding(.nextTheme, .character("T")),
        Binding(.nextAccount),
      ]
    let answers =
      [
        Binding(.confirm, .character("y")),
        Binding(.decline, .character("n"), .escape),
      ] + leave + terminal
    let choices =
      [
        Binding(.chooseSelected, .character("s")),
        Binding(.chooseMarked, .character("m")),
        Binding(.decline, .character("n"), .escape),
      ] + leave + terminal
    let doorAnswers =
      [
        Binding(.confirm, .character("y")),
        Binding(.everywhere, .character("a")),
        Binding(.decline, .character("n"), .escape),
      ] + leave + terminal
    let leftoverAnswers =
      [
        Binding(.confirm, .character("y")),
        Binding(.drop, .character("d")),
        Binding(.later, .character("n"), .escape),
      ] + leave + terminal
    let removal = [Binding(.remove, .character("x"))]
    // None beside the key that removes, and those that members notice most are shifted.
    let changes = [
      Binding(.switchLink, .character("i")),
      Binding(.switchLock, .character("B")),
      Binding(.linkRule, .character("w")),
      Binding(.linkApproval, .character("p")),
      Binding(.rename, .character("E")),
    ]
    let group = [
      Binding(.groupPage, .character("L")),
      Binding(.shutDoor, .character("!")),
      Binding(.openDoor, .character("O")),
    ]
    let raid = [Binding(.markRaid, .character("M"))]
    let note = [Binding(.note, .character("e"))]
    let memory =
      note + [
        Binding(.history, .character("H")),
        Binding(.leftovers, .character("R")),
      ]
    let bindings: [Context: [Binding]] = [
      .groups: open + decisions + filter + refresh + mark + moreMarks + moreDecisions + order
        + group + raid + links + memory + everywhere + panes + moves + close,
      .requests: decisions + mark + filter + open + moreMarks + moreDecisions + order + group
        + raid + links + memory + refresh + everywhere + panes + moves + close,
      .detail: decisions + close + links + memory + moreDecisions + refresh + everywhere + moves,
      .history: open + filter + close + links + refresh + history + everywhere + moves,
      .historyEntry: close + links + history + everywhere + moves,
      .group: removal + undo + mark + changes + filter + close + markAll + markRange + retry
        + links + note + refresh + group + everywhere + moves,
      .help: close + moves + everywhere,
      .question: answers,
      .choice: choices,
      .door: doorAnswers,
      .leftovers: leftoverAnswers,
    ]
    let page: [Command] = [.close, .quit]
    return Keymap(
      bindings,
      essentials: [
        .groups: [.quit], .requests: [.quit],
        .detail: page, .history: page, .historyEntry: page, .group: page, .help: page,
        .question: [.confirm, .decline, .quit],
        .choice: [.chooseSelected, .chooseMarked, .decline, .quit],
        .door: [.confirm, .decline, .quit],
        .leftovers: [.confirm, .later, .quit],
      ])
  }()
}
