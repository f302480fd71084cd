import Foundation

/// The saved sessions: a file an account, each 0600 in a directory of mode 0700, written at once.
///
/// The directory is made when something is saved. Files and fields that this version does not know
/// are left alone.
public struct SessionStore: Sendable {
  public let directory: String

  private static let suffix = ".json"

  public init(directory: String) {
    self.directory = directory
  }

  /// Every saved session, in the order of their handles.
  /// - Throws: `.exposed`, `.unreadable` or `.damaged` for the first file that can't be used.
  public func all() throws(SessionStoreError) -> [SavedSession] {
    var sessions: [SavedSession] = []
    for did in try accounts() {
      // Nil is an account signed out since the directory was listed.
      if let session = try load(did) { sessions.append(session) }
    }
    return sessions.sorted {
      ($0.handle.description, $0.did.description) < ($1.handle.description, $1.did.description)
    }
  }

  /// The session of an account; nil where there is none.
  /// - Throws: `.exposed`, `.unreadable` or `.damaged`.
  public func load(_ did: DID) throws(SessionStoreError) -> SavedSession? {
    let path = path(of: did)
    guard let data = try PrivateFile.read(path) else { return nil }
    let session: SavedSession
    do {
      session = try JSONDecoder().decode(SavedSession.self, from: data)
    } catch {
      throw .damaged(path: path, reason: "it does not hold a session")
    }
    guard session.did == did else {
      throw .damaged(path: path, reason: "it holds the session of another account")
    }
    return session
  }

  /// The sessions of the accounts that had a handle when they were saved last, in the order of their
  /// DIDs: several where the handle has gone from one account to another, or is a placeholder. The
  /// files of other accounts don't stand in the way.
  /// - Throws: `.exposed`, `.unreadable` or `.damaged` when none has the handle and a file that
  ///   can't be used may be the one.
  public func load(handle: Handle) throws(SessionStoreError) -> [SavedSession] {
    var sessions: [SavedSession] = []
    var fault: SessionStoreError?
    for did in try accounts() {
      do throws(SessionStoreError) {
        if let session = try load(did), session.handle == handle { sessions.append(session) }
      } catch {
        fault = fault ?? error
      }
    }
    if let fault, sessions.isEmpty { throw fault }
    return sessions
  }

  /// Saves atomically (write, fsync, rename).
  /// - Throws: `.unwritable`.
  public func save(_ session: SavedSession) throws(SessionStoreError) {
    let path = path(of: session.did)
    let data: Data
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      data = try encoder.encode(session)
    } catch {
      throw .unwritable(path: path, reason: "it can't be written as JSON")
    }
    try PrivateFile.write(data, to: path, in: directory)
  }

  /// Forgets an account. Where it was the default one, another takes its place.
  /// - Throws: `.unwritable`, or `.unreadable` for the directory.
  public func remove(_ did: DID) throws(SessionStoreError) {
    let wasDefault = try namedDefault() == did
    try PrivateFile.remove(path(of: did))
    guard wasDefault else { return }
    let rest = try accounts()
    if let next = (try? all())?.first?.did ?? rest.first {
      try setDefaultAccount(next)
    } else {
      try PrivateFile.remove(defaultPath)
    }
  }

  /// The account that commands use when none is named: the one signed in last, or the only one.
  /// - Throws: `.unreadable`.
  public func defaultAccount() throws(SessionStoreError) -> DID? {
    let accounts = try accounts()
    if let named = try namedDefault(), accounts.contains(named) { return named }
    return accounts.count == 1 ? accounts.first : nil
  }

  /// - Throws: `.unwritable`.
  public func setDefaultAccount(_ did: DID) throws(SessionStoreError) {
    try PrivateFile.write(Data("\(did)\n".utf8), to: defaultPath, in: directory)
  }

  /// A file beside the session's: the session's own is replaced with every save, and a lock on it
  /// would go with the old one.
  func lockPath(of did: DID) -> String { "\(directory)/\(did).lock" }

  /// A DID's characters are all plain ones in a file's name, and it never starts with a dot.
  private func path(of did: DID) -> String { "\(directory)/\(did)\(Self.suffix)" }

  private var defaultPath: String { "\(directory)/default" }

  /// The account that the file names, whether it is still there or not.
  private func namedDefault() throws(SessionStoreError) -> DID? {
    guard let data = try PrivateFile.read(defaultPath, isSecret: false) else { return nil }
    return DID(String(decoding: data, as: UTF8.self).trimmed)
  }

  /// The accounts that have a file.
  private func accounts() throws(SessionStoreError) -> [DID] {
    try PrivateFile.names(in: directory)
      .filter { $0.hasSuffix(Self.suffix) }
      .compactMap { DID(String($0.dropLast(Self.suffix.count))) }
      .sorted { $0.description < $1.description }
  }
}
