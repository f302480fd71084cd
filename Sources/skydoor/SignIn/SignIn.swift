import ATProto
import Moderation

/// Signs an account in, asking for what was not given. Runs on the calling thread, which may wait
/// for a person.
struct SignIn {
  /// A mistyped code can be typed again; the host counts sign-ins, so not for ever.
  private static let codeLimit = 3

  let accounts: Accounts
  /// A handle, or what else the host takes for one.
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
    try waitFor { [accounts, service] in
      try await accounts.signIn(
        identifier: identifier, password: password, authFactorToken: code, service: service)
    }
  }

  private func ask(
    _ what: String, _ question: (Prompt) -> String?, or option: String
  ) throws(CommandError) -> String {
    guard let prompt else {
      throw CommandError(
        "There is no terminal to ask for the \(what) on.",
        cure: "Run: skydoor login HANDLE --password-stdin.", .usage)
    }
    guard let answer = question(prompt) else {
      throw CommandError(
        "No \(what) was typed.", cure: "Run the command again with \(option).", .usage)
    }
    return answer
  }
}
