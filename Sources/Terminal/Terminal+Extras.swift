import CNcurses
import Canvas

/// Links and the title: what ncurses has no way to draw, and what is written past it. It holds nothing
/// back between two frames.
extension Terminal {
  func send(_ text: String) {
    if !text.isEmpty { _ = guard_write(output, text, text.utf8.count) }
  }

  func links(of frame: Frame, in rows: [Int]) -> [LinkedText] {
    guard modes.hasExtras else { return [] }
    return rows.flatMap {
      LinkedText.all(in: visible(frame[$0]), links: frame.links(row: $0), row: $0)
    }
  }

  /// Draws texts once more, as ncurses has drawn them, with their links or without.
  ///
  /// ncurses moves what is on the screen about (it scrolls, and makes room in a line), and a link
  /// would go along. So before it changes a row, the links in there are taken off, and those of the
  /// new frame are put on afterwards. Where nothing changes nothing is sent.
  func write(_ texts: [LinkedText], areLinked: Bool) {
    send(LinkedText.sequence(for: texts, areLinked: areLinked, painter: palette.painter))
  }

  /// Has the window called so, unless it is already.
  func setTitle(_ title: SafeText) {
    guard modes.hasExtras, title != titleShown else { return }
    titleShown = title
    send("\u{1b}]2;\(title.string)\u{07}")
  }
}
