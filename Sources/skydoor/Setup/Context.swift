import ATProto
import Logging
import Moderation

/// What a command works with: the accounts of this machine, and the way to the service.
struct Context: Sendable {
  /// The account asked for on the command line; nil for the default one.
  let account: String?
  let client: XRPCClient
  let accounts: Accounts
  private let journals: String

  init(_ options: GlobalOptions) throws(CommandError) {
    account = options.account
    let paths = try Paths.ofEnvironment()
    journals = paths.journals
    let logger = try options.logger()
    client = options.client(logger)
    accounts = Accounts(
      store: SessionStore(directory: paths.sessions), client: client, cache: paths.cache,
      logger: logger)
  }

  /// The service as the account that was asked for, to look at. Makes no call.
  func service(
    notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) throws(Fault) -> GroupService {
    GroupService(session: try accounts.session(account), notice: notice)
  }

  /// The same with the account's journal, to decide and to remember. Makes no call.
  func journalingService(
    notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) throws(Fault) -> GroupService {
    let session = try accounts.session(account)
    let journal = try Journal.open(of: session.did, in: journals)
    return GroupService(session: session, journal: .success(journal), notice: notice)
  }
}
