import ATProto
import ArgumentParser

/// Signs an account in on this machine.
struct LoginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login", abstract: "Sign in with an app password.",
    discussion: """
      Make an app password in Bluesky under Settings, Privacy and Security, App passwords, and \
      allow it access to direct messages. What is not given is asked for on the terminal. The \
      password is not kept.
      """)

  @Argument(help: "Your handle, as in name.example.com.")
  var handle: String?

  @Option(
    help: ArgumentHelp(
      "Your account's host, when it is not to be looked up.", valueName: "url"),
    transform: { try ServiceURL($0) })
  var service: ServiceURL?

  @Flag(help: "Take the password from the first line of standard input.")
  var passwordStdin = false

  @Option(help: ArgumentHelp("The code that your host has mailed you.", valueName: "code"))
  var authFactor: String?

  @OptionGroup var global: GlobalOptions

  func run() throws {
    try global.checkConfiguration()
    let context = try Context(global)
    let prompt = Prompt(inputIsTaken: passwordStdin)
    let signIn = SignIn(
      accounts: context.accounts, identifier: handle ?? global.account,
      password: passwordStdin ? try password() : nil, authFactorToken: authFactor,
      service: service, prompt: prompt)
    let session = try signIn.run()
    try waitFor { await context.client.shutdown() }
    StandardStream.people.tell(
      "Signed in as \(session.handle.mention(or: session.did)) at \(session.host.place)."
        .safeForPeople + "\n")
  }

  private func password() throws(CommandError) -> String {
    let cure = "Pipe it in, as in: skydoor login HANDLE --password-stdin < FILE"
    guard let line = try StandardInput.line(cure: cure), !line.isEmpty else {
      throw CommandError("There is no password on standard input.", cure: cure, .usage)
    }
    return line
  }
}
