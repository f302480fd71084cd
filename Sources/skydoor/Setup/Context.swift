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
      case .personHistories: try Journal.openIfThere(of: session.did, in: journals)
      case .decisions: try Journal.open(of: session.did, in: journals)
      }
    return GroupService(
      session: session, journal: journal.map { .success($0) },
      labelers: accounts.labelersFile(of: session.did), notice: Self.telling(notice))
  }

  /// Says what must not be missed; the rest goes to whoever shows it.
  private static func telling(
    _ notice: @escaping @Sendable (ServiceNotice) -> Void
  ) -> @Sendable (ServiceNotice) -> Void {
    { told in
      if case .sessionUnsaved(let fault) = told {
        StandardStream.error.tell(["\(fault.message) \(fault.cure)"])
      }
      notice(told)
    }
  }

  /// The account's groups as they are now. Where a command has left from where the log goes on, it
  /// tells of what has changed.
  func listing(
    notice: @escaping @Sendable (ServiceNotice) -> Void
  ) async throws(Fault) -> GroupListing {
    let session = try accounts.session(account)
    let file = accounts.listingFile(of: session.did)
    let listing = try await GroupService(
      session: session, labelers: accounts.labelersFile(of: session.did),
      notice: Self.telling(notice)
    ).listing(since: file?.read())
    file?.write(listing)
    return listing
  }

  /// How many waited when the console or a command looked last; nil where none has. Makes no call.
  /// - Throws: a ``CacheFault`` where nothing is known because what is there can't be used.
  func remembered() throws -> WaitingReport? {
    let account = try accounts.session(account).did
    let listed = Result { () throws(CacheFault) in try accounts.listingFile(of: account)?.contents() }
    let seen = Result { () throws(CacheFault) in try accounts.snapshotFile(of: account)?.readGroups() }
    let reports = [
      listed.map { $0.map { WaitingReport($0.groups, asOf: $0.readAt) } },
      seen.map { $0.map { WaitingReport($0.groups, asOf: $0.readAt) } },
    ]
    let newest = reports.compactMap { try? $0.get() }.max { $0.asOf < $1.asOf }
    if let newest { return newest }
    for report in reports { _ = try report.get() }
    return nil
  }
}
