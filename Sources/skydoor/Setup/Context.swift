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

  /// The service as the account that was asked for. Makes no call.
  /// - Parameter withJournal: to decide and to remember; without it there is only looking.
  func service(
    withJournal: Bool = false, notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) throws(Fault) -> GroupService {
    let session = try accounts.session(account)
    guard withJournal else { return GroupService(session: session, notice: notice) }
    let journal = try Journal.open(of: session.did, in: journals)
    return GroupService(session: session, journal: .success(journal), notice: notice)
  }
}
