import ArgumentParser
import Moderation

/// Lists the accounts signed in on this machine.
struct AccountsCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "accounts", abstract: "List the accounts signed in here.")

  @Flag(help: "Print JSON, one account a line.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let accounts = try context.accounts.all()
    if json {
      try StandardStream.output.write(accounts.map { Self.json($0).line }.joined())
    } else if accounts.isEmpty {
      StandardStream.people.tell("Nobody is signed in. Sign in with: skydoor login\n")
    } else {
      var table = Table([
        .init("HANDLE", least: 24), .init("HOST", least: 16, dispensability: 1),
        // A part of a DID names nobody.
        .init("DID", least: .max, limit: .max, dispensability: 2), .init("DEFAULT"),
      ])
      try StandardStream.output.write(
        table.lines(
          accounts.map {
            [
              $0.mention, $0.host.place, $0.did.description, $0.isDefault ? "default" : "",
            ]
          }))
    }
  }

  private static func json(_ account: Account) -> JSONValue {
    .object([
      .init("did", .string(account.did.description)),
      .init("handle", .string(account.handle.description)),
      .init("host", .string(account.host.description)),
      .init("default", .bool(account.isDefault)),
    ])
  }
}

/// Ends an account's session, here and at its host.
struct LogoutCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Sign out.")

  @Argument(help: "Whom to sign out, when it is not the default account.")
  var handle: String?

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let account = try await context.accounts.signOut(handle ?? context.account)
    StandardStream.people.tell("Signed out \(account.mention).".safeForPeople + "\n")
  }
}
