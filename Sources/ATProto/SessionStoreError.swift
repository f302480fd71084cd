/// Why the saved sessions can't be used.
public enum SessionStoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Others can read the file: `mode` as octal, and the command that mends it in the description.
  case exposed(path: String, mode: String)
  case unreadable(path: String, reason: String)
  case damaged(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// Another process held the account's lock for longer than the limit.
  case locked(path: String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .exposed(let path, let mode):
      """
      Other users of this machine can get at the session file (mode \(mode)). \
      Run: chmod 600 \(Self.shellQuoted(path))
      """
    case .unreadable(let path, let reason):
      "The session file \(path) can't be read: \(reason). Check who owns it."
    case .damaged(let path, let reason):
      "The session file \(path) is damaged: \(reason). Sign in again."
    case .unwritable(let path, let reason):
      "The session can't be saved at \(path): \(reason). Check the disk and who owns the directory."
    case .locked(let path):
      "Another process holds \(path). Wait for it to finish, or end it."
    }
  }

  private static func shellQuoted(_ path: String) -> String {
    "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }
}
