/// What stands in the way of a change to a group.
extension Fault {
  static let locked = Fault(
    .wrongState, "The group is locked, so it can't be changed.",
    cure: "Unlock it first, then try again.")

  static let lockedForGood = Fault(
    .wrongState, "The group is locked for good: nobody can unlock it.",
    cure: "Make a new group in the app.")

  static let lockedByModeration = Fault(
    .wrongState, "The service's moderation has locked this group, so its owner can't unlock it.",
    cure: "Open the app, which says why and how to object.")

  static let noLink = Fault(
    .wrongState, "The group has no join link.", cure: "Create one first.")

  static let linkExists = Fault(
    .wrongState, "The group has a join link already, and it is on.",
    cure: "Change that one, or disable it before you create another.")

  static let linkIsOn = Fault(
    .wrongState, "The join link is on already.", cure: "Refresh the groups to see it.")

  /// What the removal of a group's owner ends with.
  public static let ownerStays = Fault(
    .refused, "The owner of a group can't be removed from it.",
    cure: "Name other members.")

  /// - Parameter problem: after "The name".
  static func badName(_ problem: String) -> Fault {
    Fault(
      .invalid, "The name \(problem).",
      cure: "Write 1 to \(Group.nameLimit) characters, at most \(Group.nameByteLimit) bytes.")
  }
}
