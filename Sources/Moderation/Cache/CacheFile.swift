import ATProto
import Foundation
import Logging

/// One file that something about an account is kept in. It can be deleted at any time: what can't be
/// read or written is told to the log and to nobody else.
///
/// Several processes of an account may share it. A file is replaced with one step, so that the last
/// to write wins and a reader sees all of one.
struct CacheFile: Sendable {
  let directory: String
  let account: DID
  /// What its name ends with, after the account's DID.
  let suffix: String
  var logger: Logger?
  /// Asked before something is written: nothing is kept of an account that has been signed out
  /// meanwhile.
  var isSignedIn: @Sendable () -> Bool = { true }

  var path: String { "\(directory)/\(account).\(suffix)" }

  /// Nil where there is nothing that can be used.
  /// - Parameter isWhole: false for the beginning of what is there.
  func read<Value: Cacheable>(isWhole: Bool = true) -> Value? {
    let data: Data
    do throws(SessionStoreError) {
      guard let read = try PrivateFile.read(path) else { return nil }
      data = read
    } catch {
      log("can't be read", error.reason)
      return nil
    }
    do throws(CacheDamage) {
      // Said in so many words: an optional can be cached, too.
      return try CacheFormat.value(in: [UInt8](data), account: account, isWhole: isWhole) as Value
    } catch {
      log("is not used", error.rawValue)
      return nil
    }
  }

  /// Replaces what is there. The directory is made where it is missing.
  func write(_ value: some Cacheable) {
    guard isSignedIn() else { return }
    do throws(SessionStoreError) {
      try PrivateFile.write(
        Data(CacheFormat.bytes(of: value, account: account)), to: path, in: directory,
        isDurable: false)
    } catch {
      log("can't be written", error.reason)
    }
  }

  func remove() {
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
