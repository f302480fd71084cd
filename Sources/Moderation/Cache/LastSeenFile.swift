/// The cache file with what the owner of an account saw last.
public struct LastSeenFile: Sendable {
  private let file: CacheFile

  /// The file, by the account's DID.
  public var path: String { file.path }

  init(_ file: CacheFile) { self.file = file }

  /// What was seen last; nil where that is not known.
  public func read() -> LastSeen? { file.read() }

  /// The groups of it alone: what a prompt can wait for.
  /// - Throws: why what is there can't be used.
  public func readGroups() throws(CacheFault) -> LastSeen.Groups? {
    try file.contents(isWhole: false)
  }

  /// Replaces what is there.
  public func write(_ seen: LastSeen) { file.write(seen) }

  /// Forgets the account.
  public func remove() { file.remove() }
}
