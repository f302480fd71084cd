/// Why the saved sessions can't be used.
public enum SessionStoreError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Others can read the file: `mode` as octal, and the command that mends it in the description.
  case exposed(path: String, mode: String)
  case unreadable(path: String, reason: String)
  case damaged(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// Nothing can be written to the directory, so that the session was not refreshed: the tokens there
  /// are would be used up by it. Nobody is signed out.
  case noRoom(directory: String, reason: String)
  /// The session was refreshed, and its tokens could not be saved: this process alone has them.
  case unkept(path: String, reason: String)
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
    case .noRoom(let directory, let reason):
      """
      The session can't be refreshed, as nothing can be written to \(directory): \(reason). \
      Make room there, and check whose it is. You stay signed in.
      """
    case .unkept(let path, let reason):
      """
      The refreshed session could not be saved at \(path): \(reason). Make room before this program \
      ends, or sign in again.
      """
    case .locked(let path):
      "Another process holds \(path). Wait for it to finish, or end it."
    }
  }

  /// The same for a refresh that was not begun.
  func asNoRoom(in directory: String) -> SessionStoreError {
    if case .unwritable(_, let reason) = self {
      .noRoom(directory: directory, reason: reason)
    } else {
      self
    }
  }

  private static func shellQuoted(_ path: String) -> String {
    "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      + "'"
  }
}
