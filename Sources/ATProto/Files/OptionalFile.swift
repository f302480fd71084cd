import Foundation

/// Files and directories that need not be there.
///
/// Only what does not exist is absent. What can't be entered, read or followed may hold something:
/// a link in a circle, a file in the place of a directory, a link whose target is gone (a disk that
/// is not mounted).
package enum OptionalFile {
  /// Whether something has the name.
  package static func isThere(_ path: String) throws(FileError) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return true }
    try requireAbsence(of: path)
    return false
  }

  /// Throws unless a plain file has the name, which can be read and written.
  package static func requireUsable(_ path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      try requireAbsence(of: path)
      throw FileError.unreadable(path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw FileError.unreadable(path: path, reason: "it is not a plain file")
    }
    guard access(path, R_OK | W_OK) == 0 else { throw FileError.unreadable(path) }
  }

  /// The bytes of a file and its mode; nil where there is none.
  /// - Parameters:
  ///   - limit: a longer one is refused.
  ///   - isRegular: refuse anything but a plain file: opening a pipe blocks until it has a writer.
  package static func read(
    _ path: String, atMost limit: Int, isRegular: Bool
  ) throws(FileError) -> (data: Data, mode: mode_t)? {
    let file = open(path, O_RDONLY | O_CLOEXEC | (isRegular ? O_NONBLOCK : 0))
    guard file >= 0 else {
      try requireAbsence(of: path)
      return nil
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileError.unreadable(path) }
    // Reading a directory has an error of its own.
    guard !isRegular || [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
      throw FileError.unreadable(path: path, reason: "it is not a plain file")
    }
    return (try readAll(file, path, atMost: limit), status.st_mode & 0o777)
  }

  /// A text in UTF-8, without the mark that some editors put at its beginning; nil where there is no
  /// file.
  /// - Parameter isRegular: as for ``read(_:atMost:isRegular:)``.
  package static func text(
    _ path: String, atMost limit: Int = 1 << 20, isRegular: Bool
  ) throws(FileError) -> String? {
    guard var data = try read(path, atMost: limit, isRegular: isRegular)?.data else { return nil }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if data.starts(with: mark) { data = data.dropFirst(mark.count) }
    if let text = String(validating: data, as: UTF8.self) { return text }
    throw FileError.unreadable(path: path, reason: "\(place(ofMistakeIn: data)) is not in UTF-8")
  }

  /// The names in a directory; none where there is no directory.
  package static func names(in directory: String) throws(FileError) -> [String] {
    guard let stream = opendir(directory) else {
      try requireAbsence(of: directory)
      return []
    }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw FileError.unreadable(directory) }
    return names
  }

  /// Throws unless the last system call has failed because nothing has the name.
  private static func requireAbsence(of path: String) throws(FileError) {
    guard errno == ENOENT else { throw FileError.unreadable(path) }
    // A link whose target is gone also "does not exist": look at the nearest thing that does.
    var path = path
    var status = stat()
    while lstat(path, &status) != 0 {
      guard errno == ENOENT else { throw FileError.unreadable(path) }
      let parent = (path as NSString).deletingLastPathComponent
      guard !parent.isEmpty, parent != path else { return }
      path = parent
    }
    guard status.st_mode & S_IFMT == S_IFLNK, stat(path, &status) != 0 else { return }
    let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? "?"
    throw FileError.unreadable(path: path, reason: "it is a link to \(target), which is not there")
  }

  private static func readAll(
    _ file: Int32, _ path: String, atMost limit: Int
  ) throws(FileError) -> Data {
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(file, &buffer, buffer.count)
      if count > 0 {
        data.append(contentsOf: buffer[..<count])
        guard data.count <= limit else {
          throw FileError.unreadable(path: path, reason: "it is longer than \(limit >> 10) KiB")
        }
      } else if count == 0 {
        return data
      } else if errno != EINTR {
        throw FileError.unreadable(path)
      }
    }
  }

  /// `line 3, column 8`
  private static func place(ofMistakeIn data: Data) -> String {
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    let line = Array(String(decoding: lines[index], as: UTF8.self))
    let column = line.firstIndex { $0.unicodeScalars.contains("\u{FFFD}") } ?? 0
    return "line \(index + 1), column \(column + 1)"
  }
}
