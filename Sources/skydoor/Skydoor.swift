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
      ConfigCommand.self,
      KeysCommand.self, ThemesCommand.self, CompletionsCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: ConsoleCommand.self)

  static func main() {
    heap_keep_small()
    TextLocale.adopt()
    // A reader that goes away is met where it is written to: see `StandardStream`.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as CommandError {
      end(with: error)
    } catch let fault as Fault {
      end(with: CommandError(fault))
    } catch is OutputClosed {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    } catch {
      exit(withError: error)
    }
  }

  private static func end(with error: CommandError) -> Never {
    StandardStream.error.tell(error.text)
    Foundation.exit(error.status.rawValue)
  }
}
