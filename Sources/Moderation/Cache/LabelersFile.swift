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
