/// The signs that lines and boxes are made of, each one column wide.
public enum Glyph: CaseIterable, Sendable {
  case horizontal, vertical
  case topLeft, topRight, bottomLeft, bottomRight
  /// A line's end that meets another line on its left, right, upper or lower side.
  case teeLeft, teeRight, teeTop, teeBottom
  case cross
  /// Where text was cut.
  case ellipsis

  /// What is drawn for the glyph on a terminal of this repertoire.
  public func cluster(in repertoire: Repertoire) -> String {
    switch repertoire {
    case .unicode: unicode
    case .ascii: ascii
    }
  }

  private var unicode: String {
    switch self {
    case .horizontal: "─"
    case .vertical: "│"
    case .topLeft: "┌"
    case .topRight: "┐"
    case .bottomLeft: "└"
    case .bottomRight: "┘"
    case .teeLeft: "├"
    case .teeRight: "┤"
    case .teeTop: "┬"
    case .teeBottom: "┴"
    case .cross: "┼"
    case .ellipsis: "…"
    }
  }

  private var ascii: String {
    switch self {
    case .horizontal: "-"
    case .vertical: "|"
    case .topLeft, .topRight, .bottomLeft, .bottomRight: "+"
    case .teeLeft, .teeRight, .teeTop, .teeBottom, .cross: "+"
    case .ellipsis: "~"
    }
  }
}
