import ATProto
import ArgumentParser
import Canvas
import Foundation
import Logging

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Which signed-in account to use.", valueName: "handle"))
  var account: String?

  @Option(
    help: ArgumentHelp("Read the configuration from this file.", valueName: "file"),
    completion: .file())
  var config: String?

  @Option(
    help: ArgumentHelp("Append what happens to this file.", valueName: "file"),
    completion: .file())
  var log: String?

  /// The values that the parser gives to an empty command line.
  static var none: GlobalOptions {
    var options = GlobalOptions()
    options.account = nil
    options.config = nil
    options.log = nil
    return options
  }

  /// Refuses a `--config` file that can't be read, also for commands that do not read it. The file is
  /// not opened, since a pipe can be read only once.
  func checkConfiguration() throws(CommandError) {
    guard let config else { return }
    var status = stat()
    guard stat(config, &status) == 0, access(config, R_OK) == 0 else {
      throw .unusable(configuration: config, FileError.systemReason())
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .unusable(configuration: config, "it is a directory")
    }
  }

  /// The client for all calls; it writes them to the log where there is one.
  func client(_ logger: Logger?) -> XRPCClient {
    XRPCClient(logger: logger, userAgent: "\(Program.name)/\(Program.version)")
  }

  /// The log that `--log` asks for.
  /// - Parameter besideScreen: the console is about to draw on the terminal, so that the log must not
  ///   go there.
  func logger(besideScreen: Bool = false) throws(CommandError) -> Logger? {
    guard let log else { return nil }
    let file = try LogFile(path: log)
    if besideScreen, file.isTerminal {
      throw CommandError(
        "The log \(log) is a terminal, and the console draws on one.",
        cure: "Name a file after --log.", .badInput)
    }
    return Logger(label: "skydoor") { _ in FileLogHandler(file: file) }
  }
}

/// How much of a list is printed.
struct ListLength: ParsableArguments {
  @Option(help: ArgumentHelp("At most so many.", valueName: "number"))
  var limit: Int?

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
  }
}

/// A file that log lines are appended to. Only its owner can read it.
final class LogFile: Sendable {
  private let descriptor: Int32

  /// Throws with exit status 65 when the file can't be opened.
  init(path: String) throws(CommandError) {
    // Nothing waits for the log: neither for somebody to open a pipe, nor for a slow reader.
    descriptor = open(
      path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
    guard descriptor >= 0 else {
      throw CommandError(
        "The log \(path.asPath) can't be opened: \(Self.reason(errno)).",
        cure: "Name a file after --log that you may write.", .badInput)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      fchmod(descriptor, 0o600)
    }
  }

  deinit { close(descriptor) }

  var isTerminal: Bool { StandardStream(descriptor: descriptor).isTerminal }

  private static func reason(_ error: Int32) -> String {
    error == ENXIO ? "nobody reads from it" : String(cString: strerror(error))
  }

  /// Appends one line. A failure is ignored: a full disk must not stop a decision.
  func appendLine(_ line: String) {
    // One write, so that the lines of several processes do not mix.
    var bytes = Array(line.utf8)
    bytes.append(UInt8(ascii: "\n"))
    _ = write(descriptor, bytes, bytes.count)
  }
}

/// Writes log events to a ``LogFile``, one line each, whatever the texts contain.
struct FileLogHandler: LogHandler {
  let file: LogFile
  var logLevel = Logger.Level.debug
  var metadata: Logger.Metadata = [:]

  init(file: LogFile) {
    self.file = file
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let extra = metadata.merging(event.metadata ?? [:]) { _, new in new }
    let fields = extra.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    let text = "\(event.level) \(event.source): \(event.message)\(fields)"
    file.appendLine(Date().formatted(.iso8601) + " " + SafeText(text).string)
  }
}
