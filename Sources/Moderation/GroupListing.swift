import Foundation

/// The groups of an account as the service told of them, and from where its log tells what has
/// changed since. Kept between two commands, it spares the second the whole list.
public struct GroupListing: Equatable, Sendable {
  /// In the service's order as of ``listedAt``.
  public var groups: [Group]
  /// How many more could not be read. Not kept: there is no cursor then, so that all are listed again.
  public var unreadable: Int
  /// All that had happened until here is in the groups; nil where the service gave none.
  public var cursor: String?
  /// When all of them were read at once.
  public var listedAt: Date
  /// When this was last known to be so.
  public var readAt: Date

  /// A listing as it is described.
  public init(
    groups: [Group], unreadable: Int = 0, cursor: String?, listedAt: Date, readAt: Date
  ) {
    self.groups = groups
    self.unreadable = unreadable
    self.cursor = cursor
    self.listedAt = listedAt
    self.readAt = readAt
  }
}
