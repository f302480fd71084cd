/// Something that happened to the owner's groups, on whichever device (`chat.bsky.convo.getLog`).
public enum LiveEvent: Hashable, Sendable {
  /// Somebody asks to join. The log does not say when: the date is the one at which it was read.
  case asked(JoinRequest)
  /// A request has ended.
  case ended(JoinRequest.ID, Resolution)
  /// The owner has looked at a group's requests.
  case read(Group.ID)
  /// A group's members, lock, link or name are not what they were.
  case changed(Group.ID)
  /// The account is in other convos than before.
  case groupsChanged
  /// Something has happened that can't be read, in a group where that much can; what is known of it,
  /// or of everything, may not be so any more.
  case unreadable(Group.ID?)

  /// How a request ended.
  public enum Resolution: Hashable, Sendable {
    /// The person took it back.
    case withdrawn
    case approved
    case rejected
  }
}
