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
  ) throws(FileError) -> Data? {
    guard let (data, mode) = try OptionalFile.read(path, atMost: limit, isRegular: true)
    else { return nil }
    guard !isSecret || mode & 0o077 == 0 else {
      throw .exposed(path: path, mode: String(mode, radix: 8))
    }
    return data
  }

  /// Replaces the file in one step, so that a crash leaves the old content or the new one. The
  /// bytes are on the disk before the name points at them.
  /// - Parameter isDurable: false does not wait for the disk: the file may be lost when the power fails.
  package static func write(
    _ data: Data, to path: String, in directory: String, isDurable: Bool = true
  ) throws(FileError) {
    try makeDirectory(directory)
    let temporary = "\(directory)/.\(UUID().uuidString).tmp"
    try put(data, into: temporary, O_EXCL, isDurable, for: path)
    try move(temporary, to: path, in: directory, isDurable)
  }

  /// Space on the disk for what a file will hold, taken before that is known: it is written and
  /// synced, so that a full disk or a read-only directory shows now.
  package struct Reservation: ~Copyable {
    private let path: String
    private let directory: String
    private let temporary: String

    /// - Parameters:
    ///   - path: the file.
    ///   - name: what the reserved file is called beside it. Only one process may use it at a time;
    ///     what one that died has left is taken over.
    ///   - size: how many bytes will fit in any case.
    package init(
      for path: String, in directory: String, named name: String, size: Int
    ) throws(FileError) {
      self.path = path
      self.directory = directory
      temporary = "\(directory)/\(name)"
      try makeDirectory(directory)
      // Not zeros: some file systems allocate nothing for those.
      let words = (0..<(size + 7) / 8).map { _ in UInt64.random(in: .min ... .max) }
      let filling = words.withUnsafeBytes { Data($0.prefix(size)) }
      try put(filling, into: temporary, O_NOFOLLOW, true, for: path)
    }

    deinit { unlink(temporary) }

    /// Replaces the file in one step.
    /// - Parameter other: the file, where it was not known when the space was reserved.
    package consuming func write(_ data: Data, to other: String? = nil) throws(FileError) {
      let path = other ?? path
      try put(data, into: temporary, 0, true, for: path)
      try move(temporary, to: path, in: directory, true)
    }
  }

  /// Writes over what is there from the beginning, and cuts off what is longer.
  private static func put(
    _ data: Data, into temporary: String, _ flags: Int32, _ isDurable: Bool, for path: String
  ) throws(FileError) {
    let file = open(temporary, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard file >= 0 else { throw .unwritable(path) }
    var failure: String?
    if !writeAll(data, to: file) || ftruncate(file, off_t(data.count)) != 0
      || isDurable && fsync(file) != 0
    {
      failure = FileError.systemReason()
    }
    if close(file) != 0, failure == nil { failure = FileError.systemReason() }
    if let failure {
      unlink(temporary)
      throw .unwritable(path: path, reason: failure)
    }
  }

  private static func move(
    _ temporary: String, to path: String, in directory: String, _ isDurable: Bool
  ) throws(FileError) {
    guard rename(temporary, path) == 0 else {
      let reason = FileError.systemReason()
      unlink(temporary)
      throw .unwritable(path: path, reason: reason)
    }
    if isDurable { try syncDirectory(directory) }
  }

  /// Removes the file where there is one.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .unwritable(path)
    }
  }

  /// The names in a directory; none where there is no directory.
  package static func names(in directory: String) throws(FileError) -> [String] {
    try OptionalFile.names(in: directory)
  }

  /// Makes a directory that only its owner may enter, and those above it.
  package static func makeDirectory(_ directory: String) throws(FileError) {
    guard mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
    let parent = (directory as NSString).deletingLastPathComponent
    guard errno == ENOENT, !parent.isEmpty, parent != directory else {
      throw .unwritable(directory)
    }
    try makeDirectory(parent)
    guard mkdir(directory, 0o700) == 0 || errno == EEXIST else {
      throw .unwritable(directory)
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
  private static func syncDirectory(_ directory: String) throws(FileError) {
    let file = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .unwritable(directory) }
    defer { close(file) }
    guard fsync(file) == 0 else {
      throw .unwritable(directory)
    }
  }
}
