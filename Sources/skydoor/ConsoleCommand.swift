import ATProto
import ArgumentParser
import Moderation
import Terminal

/// The console, which is what `skydoor` alone opens.
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Open the console.",
    discussion: "Asks for your handle and app password when nobody is signed in.")

  @OptionGroup var options: ConsoleOptions

  /// What an empty command line means.
  static var withoutOptions: ConsoleCommand {
    var command = ConsoleCommand()
    command.options = .none
    return command
  }

  func run() throws {
    // Before anything else is missed: without a terminal nobody can sign in either.
    guard Terminal.isThere else { throw CommandError(TerminalError.notATerminal) }
    let setup = try ConsoleSetup(options, paths: .ofEnvironment())
    let context = try Context(options.global, besideScreen: true)
    let seat = try context.seat(of: session(in: context))
    throw ExitCode(try ConsoleApp(setup, in: context).run(seat))
  }

  /// The session to go on with; asked for at the prompt when nobody is signed in.
  private func session(in context: Context) throws -> Session {
    let accounts = context.accounts
    do throws(Fault) {
      return try accounts.session(context.account)
    } catch {
      guard try accounts.all().isEmpty, let prompt = Prompt() else { throw error }
      prompt.say("No account is signed in.")
      return try SignIn(accounts: accounts, identifier: context.account, prompt: prompt).run()
    }
  }
}
