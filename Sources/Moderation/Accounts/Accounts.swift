import ATProto
import Logging
import Synchronization
import Text

/// The accounts signed in on this machine.
public struct Accounts: Sendable {
  private let store: SessionStore
  private let client: XRPCClient
  private let resolver: IdentityResolver
  private let cache: String?
  private let logger: Logger?

  /// Reads nothing and makes no call.
  /// - Parameters:
  ///   - resolver: finds account hosts; nil for the public one.
  ///   - cache: the directory for what was last seen; nil where nothing is to be kept.
  ///   - logger: told of a cache that can't be used.
  public init(
    store: SessionStore, client: XRPCClient, resolver: IdentityResolver? = nil,
    cache: String? = nil, logger: Logger? = nil
  ) {
    self.store = store
    self.client = client
    self.resolver = resolver ?? IdentityResolver(client: client)
    self.cache = cache
    self.logger = logger
  }

  /// Every account, in the order of their handles, with the one used by default marked.
  /// - Throws: `.sessionFile`.
  public func all() throws(Fault) -> [Account] {
    do {
      let standard = try store.defaultAccount()
      return try store.all().map { Account($0, isDefault: $0.did == standard) }
    } catch {
      throw Fault(error)
    }
  }

  /// Every other account, those first that come after it in the order of their handles.
  /// - Throws: `.sessionFile`.
  public func others(than account: DID) throws(Fault) -> [Account] {
    let all = try all()
    guard let index = all.firstIndex(where: { $0.did == account }) else { return all }
    return Array(all[(index + 1)...] + all[..<index])
  }

  /// Finds out whether an account can still be worked for, with one look at its service's log.
  /// - Throws: why its owner has to sign in again, or that its session could not be saved. Any other fault, such as a service that can't be
  ///   reached, says nothing about the session and is passed over.
  public func check(_ account: DID) async throws(Fault) {
    let unsaved = Mutex<Fault?>(nil)
    let service = GroupService(session: try session(account.description)) { notice in
      if case .sessionUnsaved(let fault) = notice { unsaved.withLock { $0 = fault } }
    }
    do {
      _ = try await service.live(after: nil)
    } catch {
      if error.wantsSignIn { throw error }
    }
    // Nobody else would say so.
    if let fault = unsaved.withLock({ $0 }) { throw fault }
  }

  /// The session of an account named by handle (with or without `@`) or DID; nil for the default
  /// one.
  /// - Throws: `.signedOut` when there is none, `.sessionFile` when the file can't be used.
  public func session(_ name: String? = nil) throws(Fault) -> Session {
    Session(try saved(name), client: client, store: store)
  }

  /// Where it is kept what the account's owner saw last; nil where nothing is.
  public func snapshotFile(of account: DID) -> SnapshotFile? {
    cacheFile(of: account, "seen").map(SnapshotFile.init)
  }

  /// Where it is kept which groups the service told of last; nil where nothing is.
  public func listingFile(of account: DID) -> GroupListingFile? {
    cacheFile(of: account, "groups").map(GroupListingFile.init)
  }

  /// Where it is kept which labelers the account subscribes to; nil where nothing is.
  public func labelersFile(of account: DID) -> LabelersFile? {
    cacheFile(of: account, "labelers").map(LabelersFile.init)
  }

  private func cacheFile(of account: DID, _ suffix: String) -> CacheFile? {
    cache.map { directory in
      CacheFile(directory: directory, account: account, suffix: suffix, logger: logger) { [store] in
        // A session file that can't be read has not been removed.
        do { return try store.load(account) != nil } catch { return true }
      }
    }
  }

  /// Signs in, and makes the account the default one: `com.atproto.server.createSession`.
  /// - Parameters:
  ///   - identifier: a handle (with or without `@`), a DID, or whatever the service given takes.
  ///   - authFactorToken: the code that the account host has mailed.
  ///   - service: the account host. Without it the account's own is looked up.
  /// - Throws: `.noSuchAccount`, `.wrongPassword`, `.authFactorRequired`, `.rateLimited`,
  ///   `.refused`, `.unreachable`, `.badAnswer`, `.sessionFile`.
  public func signIn(
    identifier: String, password: String, authFactorToken: String? = nil,
    service: ServiceURL? = nil
  ) async throws(Fault) -> Session {
    let name = identifier.asAccountName
    guard !name.isEmpty else { throw .noSuchAccount(name) }
    if Handle(name)?.isPlaceholder == true { throw .noHandle(name) }
    let host: ServiceURL
    if let service { host = service } else { host = try await accountHost(of: name) }
    do {
      return try await Session.signIn(
        identifier: name, password: password, authFactorToken: authFactorToken, host: host,
        client: client, store: store)
    } catch {
      throw Fault(signIn: error, host: host, account: name)
    }
  }

  /// Ends a session and forgets it and what was last seen: `com.atproto.server.deleteSession`. The
  /// files are removed even where the account host can't be told.
  /// - Returns: the account as it was.
  /// - Throws: `.signedOut` when there is no such session, `.sessionFile` when it can't be removed,
  ///   otherwise why the account host could not be told.
  public func signOut(_ name: String? = nil) async throws(Fault) -> Account {
    let saved = try saved(name)
    let account: Account
    do {
      account = Account(saved, isDefault: try store.defaultAccount() == saved.did)
    } catch {
      throw Fault(error)
    }
    // Only afterwards, as a console that still runs may write until then.
    defer {
      snapshotFile(of: saved.did)?.remove()
      listingFile(of: saved.did)?.remove()
      labelersFile(of: saved.did)?.remove()
    }
    do {
      try await Session(saved, client: client, store: store).signOut()
      return account
    } catch .sessionStore(let error) {
      throw Fault(error)
    } catch {
      let cause = Fault(error, host: saved.host, account: saved.handle.description)
      throw Fault(
        cause.kind, "The session is removed here, but its host could not be told: \(cause.message)",
        cure: "Revoke the app password in the app if this machine is not yours alone.")
    }
  }

  private func accountHost(of name: String) async throws(Fault) -> ServiceURL {
    do {
      if let did = DID(name) { return try await resolver.resolve(did).host }
      if let handle = Handle(name) { return try await resolver.resolve(handle).host }
    } catch {
      throw Fault(error)
    }
    throw .noSuchAccount(name)
  }

  private func saved(_ name: String?) throws(Fault) -> SavedSession {
    let wanted = name?.asAccountName
    let found: [SavedSession]
    let others: [SavedSession]
    do {
      let did = if let wanted { DID(wanted) } else { try store.defaultAccount() }
      if let did, let saved = try store.load(did) { return saved }
      let handle = wanted.flatMap { Handle($0) }
      found = if let handle { try store.load(handle: handle) } else { [] }
      others = found.isEmpty ? try store.all() : []
    } catch {
      throw Fault(error)
    }
    guard let saved = found.first else {
      throw .noSession(wanted, among: others.map { $0.handle.mention(or: $0.did) })
    }
    // A handle that was another account's when that was saved names two of them.
    guard found.count == 1, !saved.handle.isPlaceholder else {
      throw .ambiguousSession(saved.handle, among: found.map(\.did))
    }
    return saved
  }
}

extension String {
  /// What names an account in what was typed or pasted: without the `@` in front, spaces, and the
  /// invisible marks that apps put around handles.
  fileprivate var asAccountName: String {
    let text = String(String.UnicodeScalarView(unicodeScalars.filter(\.isVisible)))
      .split(whereSeparator: \.isWhitespace).joined()
    return text.hasPrefix("@") ? String(text.dropFirst()) : text
  }
}

/// An account signed in on this machine.
public struct Account: Hashable, Sendable {
  /// What the account is called for ever.
  public var did: DID
  /// What it was called when its session was last saved.
  public var handle: Handle
  /// Where the account is kept, and where its calls go.
  public var host: ServiceURL
  /// Commands use it when no account is named.
  public var isDefault: Bool

  /// An account as it is described.
  public init(did: DID, handle: Handle, host: ServiceURL, isDefault: Bool = false) {
    self.did = did
    self.handle = handle
    self.host = host
    self.isDefault = isDefault
  }

  init(_ session: SavedSession, isDefault: Bool) {
    self.init(
      did: session.did, handle: session.handle, host: session.host, isDefault: isDefault)
  }
}

extension Account {
  /// What to call the account in a sentence: `@handle`, or its DID where it has no handle of its own.
  public var mention: String { handle.mention(or: did) }
}
