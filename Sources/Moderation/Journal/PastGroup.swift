/// What a group was called when something was decided in it.
public struct PastGroup: Hashable, Sendable {
  public let id: Group.ID
  public let name: String

  /// A group by a name that it had.
  public init(id: Group.ID, name: String) {
    self.id = id
    self.name = name
  }
}
