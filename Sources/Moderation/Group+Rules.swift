/// What a group allows its owner.
extension Group {
  /// How long a name can be, in characters as people count them
  /// (`chat.bsky.group.editGroup`, `maxGraphemes`).
  public static let nameLimit = 50
  /// How long a name can be in UTF-8 (`maxLength`).
  public static let nameByteLimit = 500

  /// What is wrong with a name for a group; nil where nothing is.
  public static func nameFault(_ name: String) -> Fault? {
    if !name.contains(where: { !$0.isWhitespace }) { return .badName("is empty") }
    if name.contains(where: \.isNewline) { return .badName("has more than one line") }
    if name.count > nameLimit { return .badName("has \(name.count) characters") }
    if name.utf8.count > nameByteLimit { return .badName("has \(name.utf8.count) bytes") }
    return nil
  }

  /// Why the owner can neither lock nor unlock the group; nil where they can.
  public var lockFault: Fault? {
    if lock == .lockedPermanently { return .lockedForGood }
    return lockIsModeration ? .lockedByModeration : nil
  }
}
