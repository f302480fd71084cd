import Moderation

extension Person {
  /// The name to head the details with.
  var title: String { displayName.allSatisfy(\.isWhitespace) ? mention : displayName }

  /// The handle, for the details; what stands in its place where the account has none of its own.
  var handleText: String {
    handle.isPlaceholder ? "none of their own (the service gives \(handle))" : mention
  }

  /// Where the person is to be seen on the web.
  var profileURL: String { "https://bsky.app/profile/\(did)" }

  /// How the person and the owner stand to each other, in a word or two; empty for strangers.
  public var relationText: String {
    if blocking { return "blocked" }
    return switch (following, followedBy) {
    case (true, true): "mutual"
    case (true, false): "you follow"
    case (false, true): "follows you"
    case (false, false): muted ? "muted" : ""
    }
  }

  /// The same in full, for the details.
  var relationSentence: String {
    var parts: [String] = []
    switch (following, followedBy) {
    case (true, true): parts.append("you follow each other")
    case (true, false): parts.append("you follow them")
    case (false, true): parts.append("they follow you")
    case (false, false): parts.append("neither follows the other")
    }
    if blocking { parts.append("you block them") }
    if muted { parts.append("you mute them") }
    if let acquaintances { parts.append(acquaintances) }
    return parts.joined(separator: ", ")
  }

  /// How many of those whom the owner follows follow this person; nil when none do, or the service
  /// did not say.
  var acquaintances: String? {
    guard let knownFollowers, knownFollowers > 0 else { return nil }
    return "\(knownFollowers) of those you follow follow them"
  }
}
