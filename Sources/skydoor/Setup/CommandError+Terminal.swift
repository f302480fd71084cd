import Terminal

extension CommandError {
  init(_ error: TerminalError) {
    let cure =
      switch error {
      case .notATerminal:
        """
        Over SSH ask for one with: ssh -t HOST skydoor. \
        Scripts have: skydoor groups, requests, reject, approve, sweep.
        """
      case .unknownTerminal:
        """
        Try: TERM=xterm-256color skydoor, or over SSH: TERM=xterm-256color ssh -t HOST skydoor. \
        Or install the system's full terminfo package.
        """
      }
    self.init(error.description, cure: cure, .usage)
  }
}
