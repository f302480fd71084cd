import CNcurses

extension Terminal {
  /// More than any link has; some terminals take no more.
  private static let maximumCopy = 8 * 1024

  /// Puts a text on the clipboard of whoever sits in front of the terminal, also over SSH.
  ///
  /// Whether it arrived nobody can tell: a terminal may be set up to refuse it.
  /// - Returns: false where nothing was sent: the terminal is not known to understand it, or is
  ///   gone, or the text is longer than 8 KB.
  public func copy(_ text: String) -> Bool {
    guard isOpen, !isHungUp, text.utf8.count <= Self.maximumCopy,
      let route = ClipboardRoute(family, isDescribed: terminal_type_has_clipboard())
    else { return false }
    // Past ncurses, which holds nothing back between two frames.
    let sequence = route.sequence(for: text)
    return guard_write(output, sequence, sequence.count)
  }
}
