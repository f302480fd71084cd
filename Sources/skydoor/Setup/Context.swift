import ATProto
import Logging
import Moderation

/// What a command works with: the accounts of this machine, and the way to the service.
struct Context: Sendable {
  /// The account asked for on the command line; nil for the default one.
  let account: String?
  let client: XRPCClient
  let accounts: Accounts

  init(_ options: GlobalOptions) throws(CommandError) {
    account = options.account
    let paths = try Paths.ofEnvironment()
    let logger = try options.logger()
    client = options.client(logger)
    accounts = Accounts(
      store: SessionStore(directory: paths.sessions), client: client, cache: paths.cache,
      logger: logger)
  }

  /// The service as the account that was asked for. Makes no call.
  func service(
    notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) throws(Fault) -> GroupService {
    GroupService(session: try accounts.session(account), notice: notice)
  }
}
