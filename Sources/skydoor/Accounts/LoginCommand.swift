import ATProto
import ArgumentParser
import Moderation

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
    let context = try CommandContext(global)
    let prompt = Prompt(inputIsTaken: passwordStdin)
    let signIn = SignIn(
      accounts: context.accounts, identifier: handle ?? global.account,
      password: passwordStdin ? try password() : nil, authFactorToken: authFactor,
      service: service, prompt: prompt)
    let session = try signIn.run()
    try runBlocking { await context.client.shutdown() }
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

/// Signs an account in, asking for what was not given. Runs on the calling thread, which may wait
/// for a person.
struct SignIn {
  /// How often a mistyped code can be retyped. The host limits the number of sign-ins.
  private static let codeLimit = 3

  let accounts: Accounts
  /// A handle, or another identifier that the host accepts.
  var identifier: String?
  var password: String?
  var authFactorToken: String?
  var service: ServiceURL?
  /// Nil where nobody can be asked.
  let prompt: Prompt?

  func run() throws -> Session {
    let identifier = try identifier ?? ask("handle", { $0.line("Handle: ") }, or: "a HANDLE")
    let password =
      try password ?? ask("password", { $0.secret("App password: ") }, or: "--password-stdin")
    var code = authFactorToken
    for _ in 0..<Self.codeLimit {
      do {
        return try attempt(identifier, password, code)
      } catch let fault as Fault where fault.kind == .authFactorRequired {
        guard let prompt else {
          throw CommandError(
            fault.message, cure: "Run the command again with --auth-factor CODE.", .notAllowed)
        }
        prompt.say(fault.message)
        code = prompt.line("Code: ")
        guard code != nil else { throw fault }
      }
    }
    return try attempt(identifier, password, code)
  }

  private func attempt(_ identifier: String, _ password: String, _ code: String?) throws -> Session
  {
    try runBlocking { [accounts, service] in
      try await accounts.signIn(
        identifier: identifier, password: password, authFactorToken: code, service: service)
    }
  }

  private func ask(
    _ what: String, _ read: (Prompt) -> String?, or option: String
  ) throws(CommandError) -> String {
    guard let prompt else {
      throw CommandError(
        "There is no terminal to ask for the \(what) on.",
        cure: "Run: skydoor login HANDLE --password-stdin.", .usage)
    }
    guard let answer = read(prompt) else {
      throw CommandError(
        "No \(what) was typed.", cure: "Run the command again with \(option).", .usage)
    }
    return answer
  }
}
