import ATProto
import ArgumentParser
import Logging
import Moderation

/// What a command works with: the accounts on this machine, and access to the service.
struct CommandContext: Sendable {
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
    journal access: JournalAccess = .unused,
    notice: @escaping @Sendable (ServiceNotice) -> Void = { _ in }
  ) throws(Fault) -> GroupService {
    let session = try accounts.session(account)
    let journal: Journal? =
      switch access {
      case .unused: nil
      case .reading: try Journal.openIfThere(of: session.did, in: journals)
      case .writing: try Journal.open(of: session.did, in: journals)
      }
    return GroupService(
      session: session, journal: journal.map { .success($0) },
      labelers: accounts.labelersFile(of: session.did), notice: Self.telling(notice))
  }

  /// Prints the notice that must not be missed, and passes all of them on.
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

  /// The account's groups as they are now. When an earlier command has saved a listing, only what the
  /// log says has changed since then is asked for.
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
}

/// What a command needs the journal for.
enum JournalAccess {
  case unused
  /// To look things up. A journal that does not exist counts as empty.
  case reading
  /// To decide. Without a journal that can be written, the command fails before it sends anything.
  case writing
}

/// A command that calls the service and draws no screen.
protocol ServiceCommand: ParsableCommand, Sendable {
  var global: GlobalOptions { get }
  func perform(in context: CommandContext) async throws
}

extension ServiceCommand {
  func run() throws {
    try global.checkConfiguration()
    let context = try CommandContext(global)
    try runBlocking {
      let result: Result<Void, any Error>
      do {
        result = .success(try await perform(in: context))
      } catch {
        result = .failure(error)
      }
      await context.client.shutdown()
      try result.get()
    }
  }
}
