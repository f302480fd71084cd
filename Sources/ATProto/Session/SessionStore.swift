import Foundation
import Synchronization

/// The saved sessions: a file an account, each 0600 in a directory of mode 0700, replaced in one step.
///
/// The directory is made when something is saved. Files and fields that this version does not know
/// are left alone. A session that could not be saved is kept in memory, and every copy of the store
/// has it.
public struct SessionStore: Sendable {
  public let directory: String

  private static let suffix = ".json"
  /// What a session takes in any case; tokens have about a thousand bytes.
  private static let reservedBytes = 16 << 10

  private let unsaved = UnsavedSessions()

  public init(directory: String) {
    self.directory = directory
  }

  /// Every saved session, in the order of their handles.
  /// - Throws: `.file` or `.damaged` for the first file that can't be used.
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
  /// - Throws: `.file`, `.damaged`.
  public func load(_ did: DID) throws(SessionStoreError) -> SavedSession? {
    let saved = try read(did)
    return unsaved.session(of: did, inPlaceOf: saved) ?? saved
  }

  private func read(_ did: DID) throws(SessionStoreError) -> SavedSession? {
    let path = path(of: did)
    guard let data = try ofFile(PrivateFile.read(path)) else { return nil }
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
  /// - Throws: `.file` or `.damaged` when none has the handle and a file that
  ///   can't be used may be the one.
  public func load(handle: Handle) throws(SessionStoreError) -> [SavedSession] {
    var sessions: [SavedSession] = []
    var firstError: SessionStoreError?
    for did in try accounts() {
      do throws(SessionStoreError) {
        if let session = try load(did), session.handle == handle { sessions.append(session) }
      } catch {
        firstError = firstError ?? error
      }
    }
    if let firstError, sessions.isEmpty { throw firstError }
    return sessions
  }

  /// Saves atomically (write, fsync, rename).
  /// - Throws: `.file(.unwritable)`.
  public func save(_ session: SavedSession) throws(SessionStoreError) {
    try ofFile(PrivateFile.write(data(of: session), to: path(of: session.did), in: directory))
    unsaved.forget(session.did)
  }

  private func data(of session: SavedSession) throws(FileError) -> Data {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return try encoder.encode(session)
    } catch {
      throw .unwritable(path: path(of: session.did), reason: "it can't be written as JSON")
    }
  }

  /// Forgets an account. Where it was the default one, another takes its place.
  /// - Throws: `.file`.
  public func remove(_ did: DID) throws(SessionStoreError) {
    let wasDefault = try namedDefault() == did
    try ofFile(PrivateFile.remove(path(of: did)))
    unsaved.forget(did)
    guard wasDefault else { return }
    let rest = try accounts()
    if let next = (try? all())?.first?.did ?? rest.first {
      try setDefaultAccount(next)
    } else {
      try ofFile(PrivateFile.remove(defaultPath))
    }
  }

  /// The account that commands use when none is named: the one signed in last, or the only one.
  /// - Throws: `.file(.unreadable)`.
  public func defaultAccount() throws(SessionStoreError) -> DID? {
    let accounts = try accounts()
    if let named = try namedDefault(), accounts.contains(named) { return named }
    return accounts.count == 1 ? accounts.first : nil
  }

  /// - Throws: `.file(.unwritable)`.
  public func setDefaultAccount(_ did: DID) throws(SessionStoreError) {
    try ofFile(PrivateFile.write(Data("\(did)\n".utf8), to: defaultPath, in: directory))
  }

  /// Space for the first session of an account, and for its name as the default one.
  /// - Throws: `.file(.unwritable)`.
  func reserveForSignIn() throws(SessionStoreError) -> SignInReservation {
    let name = UUID().uuidString
    return SignInReservation(
      session: try ofFile(
        PrivateFile.Reservation(
          for: directory, in: directory, named: ".\(name).tmp", size: Self.reservedBytes)),
      defaultAccount: try ofFile(
        PrivateFile.Reservation(
          for: defaultPath, in: directory, named: ".\(name).default.tmp", size: 4 << 10)))
  }

  /// Saves a session and makes it the default one.
  /// - Throws: `.file(.unwritable)`.
  func save(
    _ session: SavedSession, in reservation: consuming SignInReservation
  ) throws(SessionStoreError) {
    do throws(FileError) {
      try reservation.session.write(try data(of: session), to: path(of: session.did))
      unsaved.forget(session.did)
      try reservation.defaultAccount.write(Data("\(session.did)\n".utf8))
    } catch {
      throw .file(error)
    }
  }

  /// Space for the tokens that replace an account's. To be asked for under its lock.
  /// - Throws: `.directoryUnwritable`.
  func reserve(for did: DID) throws(SessionStoreError) -> PrivateFile.Reservation {
    do throws(FileError) {
      return try PrivateFile.Reservation(
        for: path(of: did), in: directory, named: ".\(did).next", size: Self.reservedBytes)
    } catch {
      throw SessionStoreError.file(error).blockingRefresh(in: directory)
    }
  }

  /// Saves the tokens that replace others. Where that fails they are kept in memory: those on the
  /// disk are used up.
  func saveOrRemember(
    _ session: SavedSession, after old: SavedSession,
    in reservation: consuming PrivateFile.Reservation
  ) {
    do throws(FileError) {
      try reservation.write(try data(of: session))
      unsaved.forget(session.did)
    } catch {
      unsaved.remember(
        session, after: old,
        because: .unsaved(path: path(of: session.did), reason: error.reason))
    }
  }

  /// Whether an account's tokens are in memory alone.
  func isUnsaved(_ did: DID) -> Bool { unsaved.hasSession(of: did) }

  /// Why the tokens of an account could not be saved, unless that was reported before.
  func takeUnreportedError(of did: DID) -> SessionStoreError? { unsaved.takeError(of: did) }

  /// Waits for an account's lock without blocking a thread. One process at a time refreshes a
  /// session: a refresh uses the refresh token up.
  /// - Throws: ``XRPCError/sessionStore(_:)`` where it is not to be had within the limit,
  ///   ``XRPCError/cancelled``.
  func lock(
    _ did: DID, limit: Duration = .seconds(10)
  ) async throws(XRPCError) -> FileLock {
    do {
      try PrivateFile.makeDirectory(directory)
      return try await FileLock.acquire(lockPath(of: did), limit: limit)
    } catch let error as FileError {
      throw .sessionStore(.file(error))
    } catch {
      throw .cancelled
    }
  }

  /// A file beside the session's: every save replaces the session's own, and a lock on it would go
  /// with the old one.
  func lockPath(of did: DID) -> String { "\(directory)/\(did).lock" }

  /// A DID's characters are all plain ones in a file's name, and it never starts with a dot.
  private func path(of did: DID) -> String { "\(directory)/\(did)\(Self.suffix)" }

  private var defaultPath: String { "\(directory)/default" }

  /// The account that the file names, whether it is still there or not.
  private func namedDefault() throws(SessionStoreError) -> DID? {
    guard let data = try ofFile(PrivateFile.read(defaultPath, isSecret: false)) else {
      return nil
    }
    return DID(String(decoding: data, as: UTF8.self).trimmed)
  }

  /// The accounts that have a file.
  private func accounts() throws(SessionStoreError) -> [DID] {
    try ofFile(PrivateFile.names(in: directory))
      .filter { $0.hasSuffix(Self.suffix) }
      .compactMap { DID(String($0.dropLast(Self.suffix.count))) }
      .sorted { $0.description < $1.description }
  }

  private func ofFile<Value>(
    _ work: @autoclosure () throws(FileError) -> Value
  ) throws(SessionStoreError) -> Value where Value: ~Copyable {
    do throws(FileError) {
      return try work()
    } catch {
      throw .file(error)
    }
  }
}

/// See ``SessionStore/reserveForSignIn()``.
struct SignInReservation: ~Copyable {
  let session: PrivateFile.Reservation
  let defaultAccount: PrivateFile.Reservation
}

/// What the session file holds. Prints without its tokens.
public struct SavedSession: Codable, Hashable, Sendable {
  public var did: DID
  public var handle: Handle
  /// The account host, which every call goes to.
  public var host: ServiceURL
  public var accessToken: String
  public var refreshToken: String

  public init(
    did: DID, handle: Handle, host: ServiceURL, accessToken: String, refreshToken: String
  ) {
    self.did = did
    self.handle = handle
    self.host = host
    self.accessToken = accessToken
    self.refreshToken = refreshToken
  }

  func hasSameTokens(as other: SavedSession) -> Bool {
    accessToken == other.accessToken && refreshToken == other.refreshToken
  }
}

extension SavedSession: CustomStringConvertible, CustomReflectable {
  public var description: String { "\(handle) (\(did)) on \(host)" }
  public var customMirror: Mirror {
    Mirror(self, children: ["did": did, "handle": handle, "host": host])
  }
}

/// The sessions that could not be saved.
private final class UnsavedSessions: Sendable {
  private struct Entry {
    var session: SavedSession
    /// What is on the disk: used up.
    let replaced: SavedSession
    /// Nil once it has been reported.
    var error: SessionStoreError?
  }

  private let entries = Mutex<[DID: Entry]>([:])

  func remember(
    _ session: SavedSession, after old: SavedSession, because error: SessionStoreError
  ) {
    entries.withLock { entries in
      let replaced = entries[session.did]?.replaced ?? old
      entries[session.did] = Entry(session: session, replaced: replaced, error: error)
    }
  }

  func forget(_ did: DID) { entries.withLock { $0[did] = nil } }

  func hasSession(of did: DID) -> Bool { entries.withLock { $0[did] != nil } }

  func takeError(of did: DID) -> SessionStoreError? {
    entries.withLock { entries in
      defer { entries[did]?.error = nil }
      return entries[did]?.error
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
