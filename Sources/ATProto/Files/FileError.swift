import Foundation

/// What happened to which file, with the system's own reason.
public enum FileError: Error, Equatable, Sendable {
  /// Others can get at a file that is to be private: its `mode` is in octal.
  case exposed(path: String, mode: String)
  /// `path` can also be the link on the way to the file that leads nowhere.
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// Another process held the lock for longer than the limit.
  case busy(path: String)

  public var path: String {
    switch self {
    case .exposed(let path, _), .unreadable(let path, _), .unwritable(let path, _),
      .busy(let path):
      path
    }
  }

  /// Why, as a phrase: in most cases the system's own.
  public var reason: String {
    switch self {
    case .exposed(_, let mode): "other users can get at it (mode \(mode))"
    case .unreadable(_, let reason), .unwritable(_, let reason): reason
    case .busy: "another process holds it"
    }
  }

  /// The system call before this one could not read `path`.
  static func unreadable(_ path: String) -> FileError {
    .unreadable(path: path, reason: systemReason())
  }

  /// The system call before this one could not write `path`.
  package static func unwritable(_ path: String) -> FileError {
    .unwritable(path: path, reason: systemReason())
  }

  /// What the last system call complained about.
  package static func systemReason() -> String {
    String(cString: strerror(errno))
  }
}
