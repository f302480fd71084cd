import ArgumentParser
import CNcurses
import Foundation
import Moderation

/// The program: what the command line says, run, and how it ended as an exit status.
@main
struct Skydoor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skydoor",
    abstract: "Work through the people waiting to join your Bluesky group chats.",
    version: Program.version,
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
    // Before any file is opened.
    StandardDescriptors.occupy()
    heap_keep_small()
    TextLocale.adopt()
    // `StandardStream` handles the errors in their place: a closed pipe, and a file that has reached
    // its size limit.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do {
      let arguments = try arguments
      // Parsing an empty command line would take a fifth of the time until the first paint.
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

  /// The arguments after the program's name, which Swift reads from /proc.
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

  /// Ends with the argument parser's text: help, or what is wrong with the command line.
  private static func end(saying error: any Error) -> Never {
    let arguments = (try? arguments) ?? []
    do {
      if let unknown = CommandError(unknownCommandIn: arguments, of: Skydoor.self) { throw unknown }
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

/// Prints the script by which a shell completes the command line. It stands here, like the manual's
/// command, because it knows every other command.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the script that completes skydoor in your shell.",
    discussion: """
      bash: put it into ~/.local/share/bash-completion/completions/skydoor. zsh: into a directory \
      of $fpath, as _skydoor. fish: into ~/.config/fish/completions/skydoor.fish.
      """)

  /// The shells that there are scripts for.
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @Argument(help: "Your shell: bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let script =
      switch shell {
      case .bash: Skydoor.completionScript(for: .bash)
      case .zsh: Skydoor.completionScript(for: .zsh)
      case .fish: Skydoor.completionScript(for: .fish)
      }
    try StandardStream.output.write(script.hasSuffix("\n") ? script : script + "\n")
  }
}

/// Prints the manual page.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page.",
    discussion: """
      Read it with "skydoor manual | man -l -", or put it into ~/.local/share/man/man1/skydoor.1.
      """)

  func run() throws {
    try StandardStream.output.write(try ManualPage(of: Skydoor.self).text)
  }
}
