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
    let paths = try Paths.ofEnvironment()
    let setup = try ConsoleSetup(options, paths: paths)
    let context = try Context(options.global)
    let session = try session(in: context)
    let app = ConsoleApp(
      setup, account: session.handle.description,
      lastSeen: context.accounts.lastSeen(of: session.did))
    throw ExitCode(
      try app.run { notice throws(Fault) in
        let journal = Result { () throws(Fault) in
          try Journal.open(of: session.did, in: paths.journals)
        }
        return GroupService(
          session: session, journal: journal, retries: .patient, notice: notice)
      })
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
