import Terminal

extension CommandError {
  init(_ error: TerminalError) {
    let cure =
      switch error {
      case .notATerminal:
        "Run it on a terminal; for scripts there are: skydoor groups, requests, reject, approve."
      case .unknownTerminal: "Set TERM to a terminal that is known here, such as xterm-256color."
      }
    self.init(error.description, cure: cure, .usage)
  }
}
