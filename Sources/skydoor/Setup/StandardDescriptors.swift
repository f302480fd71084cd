import Foundation

/// The descriptors 0, 1 and 2, which a parent can hand down closed (`>&-`).
enum StandardDescriptors {
  /// Takes the place of those that are closed, so that no file that is opened later becomes one of
  /// them: a log would have the table in it, a journal what is written to standard error.
  ///
  /// Each is opened the wrong way round. So it stays an error to use it, as it was.
  static func occupy() {
    for (descriptor, mode) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest that is free is the one that is given. In a jail there may be no /dev.
      if open("/dev/null", mode) < 0 { _ = open("/", O_RDONLY | O_DIRECTORY) }
    }
  }
}
