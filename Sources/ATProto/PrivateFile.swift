import Foundation

/// Files that only their owner may read, in a directory that only its owner may enter.
package enum PrivateFile {
  /// The file's bytes; nil where there is none.
  /// - Parameter isSecret: refuse a file that others can read.
  package static func read(
    _ path: String, isSecret: Bool = true
  ) throws(SessionStoreError) -> Data? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw .unreadable(path: path, reason: systemError())
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path: path, reason: systemError()) }
    guard !isSecret || status.st_mode & 0o077 == 0 else {
      throw .exposed(path: path, mode: String(status.st_mode & 0o777, radix: 8))
    }
    do {
      return try FileHandle(fileDescriptor: file, closeOnDealloc: false).readToEnd() ?? Data()
    } catch {
      throw .unreadable(path: path, reason: "reading it failed")
    }
  }

  /// Replaces the file with one step, so that a crash leaves the old content or the new one. The
  /// bytes are on the disk before the name points at them.
  /// - Parameter isDurable: false for what may be lost with the power: nobody waits for the disk.
  package static func write(
    _ data: Data, to path: String, in directory: String, isDurable: Bool = true
  ) throws(SessionStoreError) {
    try makeDirectory(directory)
    let temporary = "\(directory)/.\(UUID().uuidString).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .unwritable(path: path, reason: systemError()) }
    var failure: String?
    if !writeAll(data, to: file) || isDurable && fsync(file) != 0 { failure = systemError() }
    if close(file) != 0, failure == nil { failure = systemError() }
    if failure == nil, rename(temporary, path) != 0 { failure = systemError() }
    if let failure {
      unlink(temporary)
      throw .unwritable(path: path, reason: failure)
    }
    if isDurable { try syncDirectory(directory) }
  }

  /// Removes the file where there is one.
  package static func remove(_ path: String) throws(SessionStoreError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .unwritable(path: path, reason: systemError())
    }
  }

  /// The names in a directory; none where there is no directory.
  package static func names(in directory: String) throws(SessionStoreError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch CocoaError.fileReadNoSuchFile {
      return []
    } catch {
      throw .unreadable(path: directory, reason: "the directory can't be listed")
    }
  }

  /// Makes a directory that only its owner may enter, and those above it.
  package static func makeDirectory(_ directory: String) throws(SessionStoreError) {
    guard mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
    let parent = (directory as NSString).deletingLastPathComponent
    guard errno == ENOENT, !parent.isEmpty, parent != directory else {
      throw .unwritable(path: directory, reason: systemError())
    }
    try makeDirectory(parent)
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
      throw .unwritable(path: directory, reason: systemError())
    }
  }

  /// What the last system call complained about.
  package static func systemError() -> String {
    String(cString: strerror(errno))
  }

  private static func writeAll(_ data: Data, to file: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Foundation.write(
          file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written > 0 {
          rest = rest.dropFirst(written)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Puts the new name itself on the disk.
  private static func syncDirectory(_ directory: String) throws(SessionStoreError) {
    let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(path: directory, reason: systemError()) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .unwritable(path: directory, reason: systemError()) }
  }
}
