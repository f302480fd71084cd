import ATProto
import Text

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
    case .noRoom(let directory, let reason):
      self.init(
        .sessionFile,
        "The session can't be refreshed, as nothing can be written to \(directory): \(reason).",
        cure: "You stay signed in. Make room there, and see that the directory is yours: "
          + "ls -ld \(directory.shellQuoted)")
    case .unkept(let path, let reason):
      self.init(
        .sessionFile,
        "The refreshed session could not be saved: \(reason). Only this program has it now.",
        cure:
          "Make room before it ends, or sign in again afterwards. The session's place is \(path)")
    case .locked(let path):
      self.init(
        .sessionFile, "Another program has been holding the session at \(path) for too long.",
        cure: "End that program, then try again.")
    }
  }
}
