import Foundation

/// Files that only their owner may read, in a directory that only its owner may enter.
package enum PrivateFile {
  /// No file of ours comes near it.
  private static let limit = 64 << 20

  /// The file's bytes; nil where there is none.
  /// - Parameter isSecret: refuse a file that others can read.
  /// - Throws: `.exposed`, `.unreadable`.
  package static func read(
    _ path: String, isSecret: Bool = true
  ) throws(SessionStoreError) -> Data? {
    let read: (data: Data, mode: mode_t)?
    do throws(FileFault) {
      read = try OptionalFile.read(path, atMost: limit, isRegular: true)
    } catch {
      throw .unreadable(path: error.path, reason: error.reason)
    }
    guard let (data, mode) = read else { return nil }
    guard !isSecret || mode & 0o077 == 0 else {
      throw .exposed(path: path, mode: String(mode, radix: 8))
    }
    return data
  }

  /// Replaces the file with one step, so that a crash leaves the old content or the new one. The
  /// bytes are on the disk before the name points at them.
  /// - Parameter isDurable: false for what may be lost with the power: nobody waits for the disk.
  package static func write(
    _ data: Data, to path: String, in directory: String, isDurable: Bool = true
  ) throws(SessionStoreError) {
    try makeDirectory(directory)
    let temporary = "\(directory)/.\(UUID().uuidString).tmp"
    try put(data, into: temporary, O_EXCL, isDurable, for: path)
    try move(temporary, to: path, in: directory, isDurable)
  }

  /// Room on the disk for what a file will hold, taken before that is known: it is written and
  /// synced, so that a full disk or a directory that nothing can be written to shows now.
  package struct Room: ~Copyable {
    private let path: String
    private let directory: String
    private let temporary: String

    /// - Parameters:
    ///   - path: the file.
    ///   - name: what the room is called beside it. Only one process may use it at a time; what one
    ///     that died has left is taken over.
    ///   - size: how many bytes will fit in any case.
    package init(
      for path: String, in directory: String, named name: String, size: Int
    ) throws(SessionStoreError) {
      self.path = path
      self.directory = directory
      temporary = "\(directory)/\(name)"
      try makeDirectory(directory)
      // Not zeros, which some file systems keep nothing for.
      let words = (0..<(size + 7) / 8).map { _ in UInt64.random(in: .min ... .max) }
      let filling = words.withUnsafeBytes { Data($0.prefix(size)) }
      try put(filling, into: temporary, O_NOFOLLOW, true, for: path)
    }

    deinit { unlink(temporary) }

    /// Replaces the file with one step.
    /// - Parameter other: the file, where it was not known before.
    package consuming func fill(with data: Data, as other: String? = nil) throws(SessionStoreError)
    {
      let path = other ?? path
      try put(data, into: temporary, 0, true, for: path)
      try move(temporary, to: path, in: directory, true)
    }
  }

  /// Writes over what is there from the beginning, and cuts off what is longer.
  private static func put(
    _ data: Data, into temporary: String, _ flags: Int32, _ isDurable: Bool, for path: String
  ) throws(SessionStoreError) {
    let file = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard file >= 0 else { throw .unwritable(path: path, reason: FileFault.systemError()) }
    var failure: String?
    if !writeAll(data, to: file) || ftruncate(file, off_t(data.count)) != 0
      || isDurable && fsync(file) != 0
    {
      failure = FileFault.systemError()
    }
    if close(file) != 0, failure == nil { failure = FileFault.systemError() }
    if let failure {
      unlink(temporary)
      throw .unwritable(path: path, reason: failure)
    }
  }

  private static func move(
    _ temporary: String, to path: String, in directory: String, _ isDurable: Bool
  ) throws(SessionStoreError) {
    guard rename(temporary, path) == 0 else {
      let reason = FileFault.systemError()
      unlink(temporary)
      throw .unwritable(path: path, reason: reason)
    }
    if isDurable { try syncDirectory(directory) }
  }

  /// Removes the file where there is one.
  package static func remove(_ path: String) throws(SessionStoreError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .unwritable(path: path, reason: FileFault.systemError())
    }
  }

  /// The names in a directory; none where there is no directory.
  package static func names(in directory: String) throws(SessionStoreError) -> [String] {
    do throws(FileFault) {
      return try OptionalFile.names(in: directory)
    } catch {
      throw .unreadable(path: error.path, reason: error.reason)
    }
  }

  /// Makes a directory that only its owner may enter, and those above it.
  package static func makeDirectory(_ directory: String) throws(SessionStoreError) {
    guard mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
    let parent = (directory as NSString).deletingLastPathComponent
    guard errno == ENOENT, !parent.isEmpty, parent != directory else {
      throw .unwritable(path: directory, reason: FileFault.systemError())
    }
    try makeDirectory(parent)
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
      throw .unwritable(path: directory, reason: FileFault.systemError())
    }
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
    guard file >= 0 else { throw .unwritable(path: directory, reason: FileFault.systemError()) }
    defer { close(file) }
    guard fsync(file) == 0 else {
      throw .unwritable(path: directory, reason: FileFault.systemError())
    }
  }
}
