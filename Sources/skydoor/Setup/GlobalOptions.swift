import ATProto
import ArgumentParser
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

  /// As the parser leaves them where none is given.
  static var none: GlobalOptions {
    var options = GlobalOptions()
    options.account = nil
    options.config = nil
    options.log = nil
    return options
  }

  /// Says early what a command that reads no configuration would never notice. The file is not
  /// opened: a pipe can be read once.
  func checkConfiguration() throws(CommandError) {
    guard let config else { return }
    var status = stat()
    guard stat(config, &status) == 0, access(config, R_OK) == 0 else {
      throw .unreadable(configuration: config, FileError.systemReason())
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw .unreadable(configuration: config, "it is a directory")
    }
  }

  /// The way to services, with a log of the calls where there is one.
  func client(_ logger: Logger?) -> XRPCClient {
    XRPCClient(logger: logger, userAgent: "skydoor/\(Skydoor.version)")
  }

  /// The log that `--log` asks for.
  /// - Parameter besideScreen: the console is about to draw on a terminal, where a log would end up in
  ///   the middle of it.
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
