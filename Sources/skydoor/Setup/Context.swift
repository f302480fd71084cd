import ATProto
import Logging
import Moderation

/// What a command works with: the accounts of this machine, and the way to the service.
struct Context: Sendable {
  /// The account asked for on the command line; nil for the default one.
  let account: String?
  let client: XRPCClient
  let accounts: Accounts
  let journals: String

  /// - Parameter besideScreen: the console is about to draw on a terminal.
  init(_ options: GlobalOptions, besideScreen: Bool = false) throws(CommandError) {
    account = options.account
    let paths = try Paths.ofEnvironment()
    journals = paths.journals
    let logger = try options.logger(besideScreen: besideScreen)
    client = options.client(logger)
    accounts = Accounts(
      store: SessionStore(directory: paths.sessions), client: client, cache: paths.cache,
      logger: logger)
  }

  /// The service as the account that was asked for. Makes no call.
  func service(
    journal use: JournalUse = .nothing,
    notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) throws(Fault) -> GroupService {
    let session = try accounts.session(account)
    let journal: Journal? =
      switch use {
      case .nothing: nil
      case .memories: try Journal.openIfThere(of: session.did, in: journals)
      case .decisions: try Journal.open(of: session.did, in: journals)
      }
    return GroupService(
      session: session, journal: journal.map { .success($0) },
      labelers: accounts.labelers(of: session.did), notice: notice)
  }

  /// The account's groups as they are now. Where a command has left from where the log goes on, it
  /// tells of what has changed.
  func listing(
    notice: @escaping @Sendable (ServiceNotice) -> Void
  ) async throws(Fault) -> GroupListing {
    let session = try accounts.session(account)
    let file = accounts.listing(of: session.did)
    let listing = try await GroupService(
      session: session, labelers: accounts.labelers(of: session.did), notice: notice
    ).listing(since: file?.read())
    file?.write(listing)
    return listing
  }

  /// How many waited when the console or a command looked last; nil where none has. Makes no call.
  func remembered() throws(Fault) -> WaitingReport? {
    let account = try accounts.session(account).did
    let listed = accounts.listing(of: account)?.read()
    let seen = accounts.lastSeen(of: account)?.readGroups()
    return [
      listed.map { WaitingReport($0.groups, asOf: $0.readAt) },
      seen.map { WaitingReport($0.groups, asOf: $0.readAt) },
    ].compactMap { $0 }.max { $0.asOf < $1.asOf }
  }
}
