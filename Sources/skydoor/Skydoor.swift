import ArgumentParser
import CNcurses
import Foundation
import Moderation

/// The program: what the command line says, run, and how it ended as an exit status.
@main
struct Skydoor: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "skydoor",
    abstract: "Work through the people waiting to join your Bluesky group chats.",
    version: version,
    subcommands: [
      ConsoleCommand.self, DemoCommand.self, LoginCommand.self, LogoutCommand.self,
      AccountsCommand.self, GroupsCommand.self, StatusCommand.self, RequestsCommand.self,
      RejectCommand.self, ApproveCommand.self, SweepCommand.self, HistoryCommand.self,
      MembersCommand.self, LinkCommand.self, LockCommand.self, UnlockCommand.self,
      RenameCommand.self, DoorCommand.self, ConfigCommand.self, KeysCommand.self,
      ThemesCommand.self, CompletionsCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)

  static func main() {
    // Before anything that opens a file.
    StandardDescriptors.occupy()
    heap_keep_small()
    TextLocale.adopt()
    // A reader that goes away is met where it is written to: see `StandardStream`. So is a file that
    // may not grow any more.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = try arguments
      // Where nothing is said nothing is parsed: a fifth of the time until the first paint.
      var command: any ParsableCommand =
        arguments.isEmpty ? ConsoleCommand.withoutOptions : try parseAsRoot(arguments)
      try command.run()
    } catch let error as CommandError {
      end(with: error)
    } catch let fault as Fault {
      end(with: CommandError(fault))
    } catch is OutputClosed {
      endWithItsReader()
    } catch {
      end(saying: error)
    }
  }

  /// What stands after the program's name. Swift reads it from /proc.
  private static var arguments: [String] {
    get throws(CommandError) {
      guard !CommandLine.arguments.isEmpty else {
        throw CommandError(
          "There is no /proc here, which programs in Swift can't do without.",
          cure: "In a jail mount it, as root: mount -t proc proc DIRECTORY/proc.", .usage)
      }
      return try LoginShell.arguments(for: Array(CommandLine.arguments.dropFirst()))
    }
  }

  /// Ends with what the argument parser has to say: help, or what is wrong with the command line.
  private static func end(saying error: any Error) -> Never {
    let arguments = (try? arguments) ?? []
    do {
      if let unknown = CommandError(unknownCommandIn: arguments) { throw unknown }
      let text = fullMessage(for: error)
      let status = exitCode(for: error)
      if !text.isEmpty, status == .success {
        try StandardStream.output.write(text + "\n")
      } else if !text.isEmpty {
        StandardStream.error.tell(text.quotingBriefly(arguments) + "\n")
      }
      Foundation.exit(status.rawValue)
    } catch let error as CommandError {
      end(with: error)
    } catch {
      endWithItsReader()
    }
  }

  private static func endWithItsReader() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    Foundation.exit(128 + SIGPIPE)
  }

  private static func end(with error: CommandError) -> Never {
    StandardStream.error.tell(error.text)
    Foundation.exit(error.status.rawValue)
  }
}
