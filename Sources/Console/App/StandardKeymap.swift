import Config

extension Keymap {
  /// The keys of a console that nobody has rebound: context by context, the most useful first.
  public static let standard = Keymap(
    bound.mapValues { keys in keys.map { Binding($1, keys: $0) } },
    essentials: Dictionary(uniqueKeysWithValues: bound.keys.map { ($0, essentials(in: $0)) }))

  /// Keys of one command stand side by side; one that only the palette has has none.
  private static let bound: [KeyContext: KeyValuePairs<String, Command>] = [
    .groups: [
      "Enter": .open, "x": .reject, "a": .approve, "u": .undo, "/": .filter, "r": .refresh,
      "Space": .mark, "*": .markAll, "c": .markBurst, "v": .markRange, "X": .rejectAndBlock,
      ".": .retry, "s": .sort, "S": .reverse, "n": .nextMatch, "N": .previousMatch,
      "L": .groupPage, "!": .shutDoor, "O": .openDoor, "M": .markRaid, "o": .showLink,
      "y": .copyLink, "e": .note, "H": .history, "R": .interrupted, "?": .help, ":": .palette,
      "q ^c": .quit, "^z": .suspend, "^l": .redraw, "T": .nextTheme, "": .nextAccount,
      "Tab S-Tab": .nextPane, "h Left": .groupsPane, "l Right": .requestsPane, "j Down": .down,
      "k Up": .up, "g Home": .first, "G End": .last, "^d PgDn": .pageDown, "^u PgUp": .pageUp,
      "Esc": .close,
    ],
    .requests: [
      "x": .reject, "a": .approve, "u": .undo, "Space": .mark, "/": .filter, "Enter": .open,
      "*": .markAll, "c": .markBurst, "v": .markRange, "X": .rejectAndBlock, ".": .retry,
      "s": .sort, "S": .reverse, "n": .nextMatch, "N": .previousMatch, "L": .groupPage,
      "!": .shutDoor, "O": .openDoor, "M": .markRaid, "o": .showLink, "y": .copyLink, "e": .note,
      "H": .history, "R": .interrupted, "r": .refresh, "?": .help, ":": .palette, "q ^c": .quit,
      "^z": .suspend, "^l": .redraw, "T": .nextTheme, "": .nextAccount, "Tab S-Tab": .nextPane,
      "h Left": .groupsPane, "l Right": .requestsPane, "j Down": .down, "k Up": .up,
      "g Home": .first, "G End": .last, "^d PgDn": .pageDown, "^u PgUp": .pageUp, "Esc": .close,
    ],
    .detail: [
      "x": .reject, "a": .approve, "u": .undo, "Esc": .close, "o": .showLink, "y": .copyLink,
      "e": .note, "H": .history, "R": .interrupted, "X": .rejectAndBlock, ".": .retry,
      "r": .refresh, "?": .help, ":": .palette, "q ^c": .quit, "^z": .suspend, "^l": .redraw,
      "T": .nextTheme, "": .nextAccount, "j Down": .down, "k Up": .up, "g Home": .first,
      "G End": .last, "^d PgDn": .pageDown, "^u PgUp": .pageUp,
    ],
    .history: [
      "Enter": .open, "/": .filter, "Esc": .close, "o": .showLink, "y": .copyLink,
      "r": .refresh, "H": .history, "?": .help, ":": .palette, "q ^c": .quit, "^z": .suspend,
      "^l": .redraw, "T": .nextTheme, "": .nextAccount, "j Down": .down, "k Up": .up,
      "g Home": .first, "G End": .last, "^d PgDn": .pageDown, "^u PgUp": .pageUp,
    ],
    .historyEntry: [
      "Esc": .close, "o": .showLink, "y": .copyLink, "H": .history, "?": .help, ":": .palette,
      "q ^c": .quit, "^z": .suspend, "^l": .redraw, "T": .nextTheme, "": .nextAccount,
      "j Down": .down, "k Up": .up, "g Home": .first, "G End": .last, "^d PgDn": .pageDown,
      "^u PgUp": .pageUp,
    ],
    // What changes the group is on no key beside the one that removes, and what members notice most is
    // shifted.
    .group: [
      "x": .remove, "u": .undo, "Space": .mark, "i": .switchLink, "B": .switchLock, "w": .linkRule,
      "p": .linkApproval, "E": .rename, "/": .filter, "Esc": .close, "*": .markAll,
      "v": .markRange, ".": .retry, "o": .showLink, "y": .copyLink, "e": .note, "r": .refresh,
      "L": .groupPage, "!": .shutDoor, "O": .openDoor, "?": .help, ":": .palette, "q ^c": .quit,
      "^z": .suspend, "^l": .redraw, "T": .nextTheme, "": .nextAccount, "j Down": .down,
      "k Up": .up, "g Home": .first, "G End": .last, "^d PgDn": .pageDown, "^u PgUp": .pageUp,
    ],
    .help: [
      "Esc": .close, "j Down": .down, "k Up": .up, "g Home": .first, "G End": .last,
      "^d PgDn": .pageDown, "^u PgUp": .pageUp, "?": .help, ":": .palette, "q ^c": .quit,
      "^z": .suspend, "^l": .redraw, "T": .nextTheme, "": .nextAccount,
    ],
    .question: [
      "y": .confirm, "n Esc": .decline, "q ^c": .quit, "^z": .suspend, "^l": .redraw,
    ],
    .choice: [
      "s": .chooseSelected, "m": .chooseMarked, "n Esc": .decline, "q ^c": .quit, "^z": .suspend,
      "^l": .redraw,
    ],
    .door: [
      "y": .confirm, "a": .everywhere, "n Esc": .decline, "q ^c": .quit, "^z": .suspend,
      "^l": .redraw,
    ],
    .interrupted: [
      "y": .confirm, "d": .drop, "n Esc": .later, "q ^c": .quit, "^z": .suspend, "^l": .redraw,
    ],
  ]

  /// What has to have a key, so that the owner can go on from there.
  private static func essentials(in context: KeyContext) -> [Command] {
    switch context {
    case .groups, .requests: [.quit]
    case .detail, .history, .historyEntry, .group, .help: [.close, .quit]
    case .question, .door: [.confirm, .decline, .quit]
    case .choice: [.chooseSelected, .chooseMarked, .decline, .quit]
    case .interrupted: [.confirm, .later, .quit]
    case .prompt: []
    }
  }
}
