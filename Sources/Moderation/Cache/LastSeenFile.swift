import ATProto
import Foundation
import Logging

/// The cache file of one account. It can be deleted at any time: what can't be read or written is
/// told to the log and to nobody else.
///
/// Several consoles of an account may share it. A file is replaced with one step, so that the last
/// to write wins and a reader sees all of one.
public struct LastSeenFile: Sendable {
  /// The file, by the account's DID.
  public var path: String { "\(directory)/\(account).seen" }

  private let directory: String
  private let account: DID
  private let logger: Logger?
  private let isSignedIn: @Sendable () -> Bool

  /// Reads nothing. The directory is made when something is written.
  /// - Parameter isSignedIn: asked before something is written: nothing is kept of an account that
  ///   has been signed out meanwhile.
  public init(
    directory: String, account: DID, logger: Logger? = nil,
    isSignedIn: @escaping @Sendable () -> Bool = { true }
  ) {
    self.directory = directory
    self.account = account
    self.logger = logger
    self.isSignedIn = isSignedIn
  }

  /// What was seen last; nil where that is not known.
  public func read() -> LastSeen? {
    let data: Data
    do throws(SessionStoreError) {
      guard let read = try PrivateFile.read(path) else { return nil }
      data = read
    } catch {
      log("can't be read", error.reason)
      return nil
    }
    do throws(CacheDamage) {
      return try CacheFormat.lastSeen(in: [UInt8](data), account: account)
    } catch {
      log("is not used", error.rawValue)
      return nil
    }
  }

  /// Replaces what is there.
  public func write(_ seen: LastSeen) {
    guard isSignedIn() else { return }
    do throws(SessionStoreError) {
      try PrivateFile.write(
        Data(CacheFormat.bytes(of: seen, account: account)), to: path, in: directory,
        isDurable: false)
    } catch {
      log("can't be written", error.reason)
    }
  }

  /// Forgets the account.
  public func remove() {
    do throws(SessionStoreError) {
      try PrivateFile.remove(path)
    } catch {
      log("can't be removed", error.reason)
    }
  }

  private func log(_ what: String, _ reason: String) {
    logger?.notice("The cache \(path) \(what): \(reason).")
  }
}

extension SessionStoreError {
  /// The cause alone: the file is none of a session.
  fileprivate var reason: String {
    switch self {
    case .exposed(_, let mode): "other users can get at it (mode \(mode))"
    case .unreadable(_, let reason), .damaged(_, let reason), .unwritable(_, let reason): reason
    case .locked: "another process holds it"
    }
  }
}
