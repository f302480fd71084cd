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
    if blockedBy { return "blocks you" }
    return switch (following ?? false, followedBy ?? false) {
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
    case (true, _): parts.append("you follow them")
    case (_, true): parts.append("they follow you")
    case (false, false): parts.append("neither follows the other")
    case (nil, _), (_, nil):
      parts.append(
        isBehindBlock
          ? "the block hides who follows whom" : "the service does not say who follows whom")
    }
    if blocking { parts.append("you block them" + (blockingByList ? " by a list" : "")) }
    if blockedBy { parts.append("they block you") }
    if muted { parts.append("you mute them" + (mutedByList ? " by a list" : "")) }
    if let acquaintances { parts.append(acquaintances) }
    return parts.joined(separator: ", ")
  }

  /// What labelers say, and who says it: `spam by Bluesky, rude by @labels.example.com`.
  func labelSentence(_ labelers: Labelers?) -> String {
    let labelers = labelers ?? Labelers()
    let said = labels.filter { Label.isTelling($0.value) }.map { label in
      label.value + (label.source.map { " by \(labelers.name(of: $0))" } ?? "")
    }
    return said.isEmpty ? "none" : said.joined(separator: ", ")
  }

  /// `says of itself: trusted`; nil where it says nothing.
  var claimSentence: String? {
    let claims = tellingSelfLabels
    return claims.isEmpty ? nil : "says of itself: \(claims.joined(separator: ", "))"
  }

  /// How many of those whom the owner follows follow this person; nil when none do, or the service
  /// did not say.
  var acquaintances: String? {
    guard let knownFollowers, knownFollowers > 0 else { return nil }
    return "\(knownFollowers) of those you follow follow them"
  }
}
