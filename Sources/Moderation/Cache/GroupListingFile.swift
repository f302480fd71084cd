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
