/// What came of shutting or opening the door of one group.
public struct SettledDoor: Hashable, Sendable {
  public let group: Group.ID
  /// What the group is called.
  public let groupName: String
  public let outcome: DoorOutcome
  /// The group as it is now; nil where it could not be seen.
  public let now: Group?

  /// A door that came to this end.
  public init(group: Group.ID, groupName: String, outcome: DoorOutcome, now: Group? = nil) {
    self.group = group
    self.groupName = groupName
    self.outcome = outcome
    self.now = now
  }
}
