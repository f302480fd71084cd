import ATProto
import ArgumentParser
import Moderation

/// The console, which is what `skydoor` alone opens.
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Open the console.",
    discussion: "Asks for your handle and app password when nobody is signed in.")

  @OptionGroup var options: ConsoleOptions

  func run() throws {
    let setup = try ConsoleSetup(options, paths: .ofEnvironment())
    let session = try session(in: Context(options.global))
    let app = ConsoleApp(setup, account: session.handle.description)
    throw ExitCode(
      try app.run { notice throws(Fault) in GroupService(session: session, notice: notice) })
  }

  private func session(in context: Context) throws -> Session {
    do {
      return try context.accounts.session(context.account)
    } catch let fault where fault.kind == .signedOut {
      guard let prompt = Prompt() else { throw fault }
      prompt.say(fault.message)
      return try SignIn(
        accounts: context.accounts, identifier: context.account, prompt: prompt
      ).run()
    }
  }
}
