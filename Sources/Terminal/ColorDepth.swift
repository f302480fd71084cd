/// How many colours a terminal can show.
enum ColorDepth: Hashable, Sendable {
  /// None, or none wanted (`NO_COLOR`).
  case none
  case eight
  case sixteen
  case table
  /// Any `#rrggbb`, as ncurses's direct-colour types have it.
  case direct

  /// - Parameter count: what terminfo says (`colors`).
  init(count: Int) {
    switch count {
    case ..<8: self = .none
    case ..<16: self = .eight
    case ..<256: self = .sixteen
    case 256: self = .table
    default: self = .direct
    }
  }
}
