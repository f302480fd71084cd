import Foundation

/// Standard input, for commands that are told to read it.
enum StandardInput {
  /// In bytes: 256 MiB, more than any real input. Longer input is taken for endless.
  private static let limit = 256 << 20
  private static let block = 64 << 10

  /// All of it, without a byte order mark at its start.
  /// - Parameter cure: what to do where it can't be read.
  /// - Throws: with exit status 65 where it can't be read, or is too long.
  static func all(
    cure: String, of descriptor: Int32 = STDIN_FILENO, atMost limit: Int = limit
  ) throws(CommandError) -> [UInt8] {
    var input = try read(descriptor, cure, atMost: limit) { _ in false }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if input.starts(with: mark) { input.removeFirst(mark.count) }
    return input
  }

  /// Its first line, without its end and without a byte order mark; nil where there is none.
  /// - Parameter cure: what to do where it can't be read.
  /// - Throws: with exit status 65 where it can't be read, is too long, or is not UTF-8.
  static func line(
    cure: String, of descriptor: Int32 = STDIN_FILENO
  ) throws(CommandError) -> String? {
    let end = UInt8(ascii: "\n")
    let input = try read(descriptor, cure, atMost: block) { $0.contains(end) }
    guard !input.isEmpty else { return nil }
    guard var line = String(validating: input.prefix { $0 != end }, as: UTF8.self) else {
      throw CommandError("Standard input is not UTF-8 text.", cure: cure, .badInput)
    }
    if line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
    if line.hasSuffix("\r") { line.removeLast() }
    return line
  }

  /// Reads until a block satisfies the condition, or to the end of the input.
  private static func read(
    _ descriptor: Int32, _ cure: String, atMost limit: Int,
    until isEnough: (ArraySlice<UInt8>) -> Bool
  ) throws(CommandError) -> [UInt8] {
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: block)
    while true {
      let count = Foundation.read(descriptor, &buffer, block)
      if count > 0 {
        input += buffer[..<count]
        if isEnough(buffer[..<count]) { return input }
        guard input.count <= limit else {
          throw CommandError("Standard input does not come to an end.", cure: cure, .badInput)
        }
      } else if count == 0 {
        return input
      } else if errno == EAGAIN {
        // Whoever shares it has told it not to wait.
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&wait, 1, -1)
      } else if errno != EINTR {
        throw CommandError(
          "Standard input can't be read: \(reason(errno)).", cure: cure, .badInput)
      }
    }
  }

  private static func reason(_ error: Int32) -> String {
    switch error {
    case EBADF: "it is closed"
    case EISDIR: "it is a directory"
    default: String(cString: strerror(error))
    }
  }
}
