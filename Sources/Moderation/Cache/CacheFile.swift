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
  func read<Value: Cacheable>() -> Value? {
    do throws(CacheFault) { return try contents() } catch { return nil }
  }

  /// Nil where there is nothing.
  /// - Parameter isWhole: false for the beginning of what is there.
  /// - Throws: why what is there can't be used. The log has it, too.
  func contents<Value: Cacheable>(isWhole: Bool = true) throws(CacheFault) -> Value? {
    let data: Data
    do throws(FileError) {
      guard let read = try PrivateFile.read(path) else { return nil }
      data = read
    } catch {
      throw log("can't be read", error.reason)
    }
    do throws(CacheDamage) {
      // Said in so many words: an optional can be cached, too.
      return try CacheFormat.value(in: [UInt8](data), account: account, isWhole: isWhole) as Value
    } catch {
      throw log("is not used", error.rawValue)
    }
  }

  /// Replaces what is there. The directory is made where it is missing.
  func write(_ value: some Cacheable) {
    guard isSignedIn() else { return }
    do throws(FileError) {
      try PrivateFile.write(
        Data(CacheFormat.bytes(of: value, account: account)), to: path, in: directory,
        isDurable: false)
    } catch {
      log("can't be written", error.reason)
    }
  }

  func remove() {
    do throws(FileError) {
      try PrivateFile.remove(path)
    } catch {
      log("can't be removed", error.reason)
    }
  }

  @discardableResult
  private func log(_ what: String, _ reason: String) -> CacheFault {
    let fault = CacheFault(message: "The cache \(path) \(what): \(reason).")
    logger?.notice("\(fault.message)")
    return fault
  }
}

/// Why a cache can't be used. Nothing is lost with it: it can be deleted at any time.
public struct CacheFault: Error, Equatable, Sendable {
  /// One sentence.
  public let message: String
}
