import Foundation
import Synchronization

/// The saved sessions: a file an account, each 0600 in a directory of mode 0700, written at once.
///
/// The directory is made when something is saved. Files and fields that this version does not know
/// are left alone. A session that could not be saved is kept in memory, for all who share the store.
public struct SessionStore: Sendable {
  public let directory: String

  private static let suffix = ".json"
  /// What a session takes in any case; tokens have about a thousand bytes.
  private static let room = 16 << 10

  private let unsaved = UnsavedSessions()

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
    let saved = try read(did)
    return unsaved.session(of: did, inPlaceOf: saved) ?? saved
  }

  private func read(_ did: DID) throws(SessionStoreError) -> SavedSession? {
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
    try PrivateFile.write(try data(of: session), to: path(of: session.did), in: directory)
    unsaved.forget(session.did)
  }

  private func data(of session: SavedSession) throws(SessionStoreError) -> Data {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(session)
    } catch {
      throw .unwritable(path: path(of: session.did), reason: "it can't be written as JSON")
    }
  }

  /// Forgets an account. Where it was the default one, another takes its place.
  /// - Throws: `.unwritable`, or `.unreadable` for the directory.
  public func remove(_ did: DID) throws(SessionStoreError) {
    let wasDefault = try namedDefault() == did
    try PrivateFile.remove(path(of: did))
    unsaved.forget(did)
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

  // MARK: Room made before the tokens are known

  /// Room for the first session of an account, and for its name as the default one.
  /// - Throws: `.unwritable`.
  func roomForNewcomer() throws(SessionStoreError) -> NewcomerRoom {
    let name = UUID().uuidString
    return NewcomerRoom(
      session: try PrivateFile.Room(
        for: directory, in: directory, named: ".\(name).tmp", size: Self.room),
      standard: try PrivateFile.Room(
        for: defaultPath, in: directory, named: ".\(name).default.tmp", size: 4 << 10))
  }

  /// Saves a session and makes it the default one.
  /// - Throws: `.unwritable`.
  func save(
    _ session: SavedSession, in room: consuming NewcomerRoom
  ) throws(SessionStoreError) {
    try room.session.fill(with: try data(of: session), as: path(of: session.did))
    unsaved.forget(session.did)
    try room.standard.fill(with: Data("\(session.did)\n".utf8))
  }

  /// Room for the tokens that follow on an account's. To be asked for under its lock.
  /// - Throws: `.noRoom`.
  func room(for did: DID) throws(SessionStoreError) -> PrivateFile.Room {
    do throws(SessionStoreError) {
      return try PrivateFile.Room(
        for: path(of: did), in: directory, named: ".\(did).next", size: Self.room)
    } catch {
      throw error.asNoRoom(in: directory)
    }
  }

  /// Saves the tokens that have followed on others. Where that fails they are kept in memory: on the
  /// disk are those that have been used up.
  func keep(
    _ session: SavedSession, after old: SavedSession, in room: consuming PrivateFile.Room
  ) {
    do throws(SessionStoreError) {
      try room.fill(with: try data(of: session))
      unsaved.forget(session.did)
    } catch {
      let reason = if case .unwritable(_, let reason) = error { reason } else { "\(error)" }
      unsaved.remember(
        session, after: old, because: .unkept(path: path(of: session.did), reason: reason))
    }
  }

  /// Whether an account's tokens are in memory alone.
  func isUnsaved(_ did: DID) -> Bool { unsaved.contains(did) }

  /// Why the tokens of an account could not be saved, where nobody has been told yet.
  func takeUntold(of did: DID) -> SessionStoreError? { unsaved.takeFault(of: did) }

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

/// See ``SessionStore/roomForNewcomer()``.
struct NewcomerRoom: ~Copyable {
  let session: PrivateFile.Room
  let standard: PrivateFile.Room
}

/// The sessions that could not be saved.
private final class UnsavedSessions: Sendable {
  private struct Entry {
    var session: SavedSession
    /// What is on the disk: used up.
    let replaced: SavedSession
    /// Nil once it has been told.
    var fault: SessionStoreError?
  }

  private let entries = Mutex<[DID: Entry]>([:])

  func remember(
    _ session: SavedSession, after old: SavedSession, because fault: SessionStoreError
  ) {
    entries.withLock { entries in
      let replaced = entries[session.did]?.replaced ?? old
      entries[session.did] = Entry(session: session, replaced: replaced, fault: fault)
    }
  }

  func forget(_ did: DID) { entries.withLock { $0[did] = nil } }

  func contains(_ did: DID) -> Bool { entries.withLock { $0[did] != nil } }

  func takeFault(of did: DID) -> SessionStoreError? {
    entries.withLock { entries in
      defer { entries[did]?.fault = nil }
      return entries[did]?.fault
    }
  }

  /// The session in memory, for as long as the file holds what it has replaced; whatever else is
  /// there, or is not, is somebody's later word.
  func session(of did: DID, inPlaceOf saved: SavedSession?) -> SavedSession? {
    entries.withLock { entries in
      guard let entry = entries[did] else { return nil }
      if let saved, saved.hasSameTokens(as: entry.replaced) { return entry.session }
      entries[did] = nil
      return nil
    }
  }
}
