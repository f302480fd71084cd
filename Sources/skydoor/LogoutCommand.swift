import ArgumentParser

/// Ends an account's session, here and at its host.
struct LogoutCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Sign out.")

  @Argument(help: "Whom to sign out, when it is not the default account.")
  var handle: String?

  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    let account = try await context.accounts.signOut(handle ?? context.account)
    StandardStream.people.tell("Signed out \(account.mention).".safeForPeople + "\n")
  }
}
