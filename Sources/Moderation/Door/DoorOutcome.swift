/// How shutting or opening a door ended.
public enum DoorOutcome: Hashable, Sendable {
  /// It is shut as it was to be; or the link is again exactly what it was before.
  case done
  /// There was nothing to do.
  case unneeded(Reason)
  /// It is open, but the link is not what it was before: somebody has changed it meanwhile.
  case changed(Difference)
  /// It is as it was, or it could not be confirmed; the fault says which, and what to do.
  case failed(Fault)

  /// Why there was nothing to do.
  public enum Reason: Hashable, Sendable {
    /// There is no link that anybody could use.
    case noLink
    /// The link was off.
    case linkDisabled
    /// Only whom the owner follows could ask, and everybody waited, without the door's doing.
    case approvalAlready
    /// The door was shut, at least so. How long for is as was said now.
    case shutAlready
    /// The door was not shut, or is open again.
    case notShut
    /// Its time has not come: somebody has put it off.
    case notDue
  }

  /// What is not as before.
  public enum Difference: Hashable, Sendable {
    /// The group has no link any more.
    case linkGone
    /// The group has another link, which was left as it is.
    case linkReplaced
    /// These stay as somebody has set them; the rest is as before.
    case kept(Set<Door.Part>)
  }
}
