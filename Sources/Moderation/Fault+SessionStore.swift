import ATProto

/// What is wrong with the saved sessions.
extension Fault {
  init(_ error: SessionStoreError) {
    switch error {
    case .exposed(let path, let mode):
      self.init(
        .sessionFile,
        "Others on this machine can read the session at \(path) (its mode is \(mode)).",
        cure: "Run: chmod 600 \(path.shellQuoted)")
    case .unreadable(let path, let reason):
      self.init(
        .sessionFile, "The session at \(path) can't be read: \(reason).",
        cure: "See whose file it is with: ls -l \(path.shellQuoted)")
    case .damaged(let path, let reason):
      self.init(
        .sessionFile, "The session at \(path) is damaged: \(reason).",
        cure: "Remove it, then sign in again: rm \(path.shellQuoted)")
    case .unwritable(let path, let reason):
      self.init(
        .sessionFile, "The session can't be saved at \(path): \(reason).",
        cure: "Make room on the disk, and see that the directory is yours.")
    case .locked(let path):
      self.init(
        .sessionFile, "Another program has been holding the session at \(path) for too long.",
        cure: "End that program, then try again.")
    }
  }
}
