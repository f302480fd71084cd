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

/// How a cache file looks: a name and a version, a sum over the rest, whose it is, and the value.
enum CacheFormat {
  /// Another one for every change of what is written; files of other versions are not read.
  static let version: UInt8 = 2

  private static let mark = Array("skydoor".utf8) + [version]
  private static let sumLength = 8

  static func bytes(of value: some Cacheable, account: DID) -> [UInt8] {
    var body = CacheWriter()
    body.write(account)
    body.write(value)
    var head = CacheWriter()
    for byte in mark { head.write(byte: byte) }
    head.write(word: sum(of: body.bytes[...]))
    return head.bytes + body.bytes
  }

  /// - Parameter isWhole: false where more may follow that nobody asks for.
  static func value<Value: Cacheable>(
    in bytes: [UInt8], account: DID, isWhole: Bool = true
  ) throws(CacheDamage) -> Value {
    guard bytes.starts(with: mark) else { throw .foreignFormat }
    var reader = CacheReader(bytes)
    for _ in mark { _ = try reader.readByte() }
    let written = try reader.readWord()
    guard written == sum(of: bytes[(mark.count + sumLength)...]) else { throw .wrongSum }
    let owner: DID = try reader.read()
    let value: Value = try reader.read()
    guard owner == account else { throw .badValue }
    guard reader.isAtEnd || !isWhole else { throw .tooLong }
    return value
  }

  /// FNV-1a: finds what a disk or a crash has done to the bytes.
  private static func sum(of bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

/// Why the bytes of a cache file lead nowhere, in words for the log.
enum CacheDamage: String, Error {
  case foreignFormat = "it was written by another version"
  case wrongSum = "its bytes are not those that were written"
  case tooShort = "it ends too early"
  case tooLong = "it goes on where it should end"
  case badValue = "it holds a value that can't be"
}

/// The cache file with the groups of an account as a command read them last.
public struct GroupListingFile: Sendable {
  private let file: CacheFile

  /// The file, by the account's DID.
  public var path: String { file.path }

  init(_ file: CacheFile) { self.file = file }

  /// The last listing; nil where there is none.
  public func read() -> GroupListing? { file.read() }

  /// The last listing; nil where there is none.
  /// - Throws: why what is there can't be used.
  public func contents() throws(CacheFault) -> GroupListing? { try file.contents() }

  /// Replaces what is there.
  public func write(_ listing: GroupListing) { file.write(listing) }

  /// Forgets the account.
  public func remove() { file.remove() }
}

/// The cache file with the labelers that an account subscribed to when they were read last.
public struct LabelersFile: Sendable {
  private let file: CacheFile

  /// The file, by the account's DID.
  public var path: String { file.path }

  init(_ file: CacheFile) { self.file = file }

  /// Those read last; nil where none were.
  public func read() -> Labelers? { file.read() }

  /// Replaces what is there.
  public func write(_ labelers: Labelers) { file.write(labelers) }

  /// Forgets the account.
  public func remove() { file.remove() }
}
