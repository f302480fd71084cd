/// The signs that are drawn rather than written, each one column wide.
enum Glyph: CaseIterable {
  case horizontal
  case vertical
  /// Where text was cut.
  case ellipsis

  /// What is drawn for the glyph on a terminal of this repertoire.
  func cluster(in repertoire: Repertoire) -> String {
    switch (repertoire, self) {
    case (.unicode, .horizontal): "─"
    case (.unicode, .vertical): "│"
    case (.unicode, .ellipsis): "…"
    case (.ascii, .horizontal): "-"
    case (.ascii, .vertical): "|"
    case (.ascii, .ellipsis): "~"
    }
  }
}
