import Moderation

extension Person {
  /// The name to head the details with.
  public var title: String { displayName.allSatisfy(\.isWhitespace) ? mention : displayName }

  /// The handle, for the details; what stands in its place where the account has none of its own.
  public var handleText: String {
    handle.isPlaceholder ? "none of their own (the service gives \(handle))" : mention
  }

  /// The person's page on the web.
  public var profileURL: String { "https://bsky.app/profile/\(did)" }

  /// How the person and the owner are related, in a word or two; empty for strangers.
  public var relationText: String {
    if relationship.blocking { return "blocked" }
    if relationship.blockedBy { return "blocks you" }
    return followText ?? (relationship.muted ? "muted" : "")
  }

  /// Who follows whom, as far as the service has said; nil where nobody does.
  private var followText: String? {
    switch (relationship.following ?? false, relationship.followedBy ?? false) {
    case (true, true): "mutual"
    case (true, false): "you follow"
    case (false, true): "follows you"
    case (false, false): nil
    }
  }

  /// The same in full, for the details.
  public var relationSentence: String {
    var parts: [String] = []
    switch (relationship.following, relationship.followedBy) {
    case (true, true): parts.append("you follow each other")
    case (true, _): parts.append("you follow them")
    case (_, true): parts.append("they follow you")
    case (false, false): parts.append("neither follows the other")
    case (nil, _), (_, nil):
      parts.append(
        relationship.isBehindBlock
          ? "the block hides who follows whom" : "the service does not say who follows whom")
    }
    if relationship.blocking {
      parts.append("you block them" + (relationship.blockingByList ? " by a list" : ""))
    }
    if relationship.blockedBy { parts.append("they block you") }
    if relationship.muted {
      parts.append("you mute them" + (relationship.mutedByList ? " by a list" : ""))
    }
    if let acquaintances { parts.append(acquaintances) }
    return parts.joined(separator: ", ")
  }

  /// What labelers say, and who says it: `spam by Bluesky, rude by @labels.example.com`.
  public func labelSentence(_ labelers: Labelers?) -> String {
    let labelers = labelers ?? Labelers()
    let said = labels.filter { Label.isTelling($0.value) }.map { label in
      label.value + (label.source.map { " by \(labelers.name(of: $0))" } ?? "")
    }
    return said.isEmpty ? "none" : said.joined(separator: ", ")
  }

  /// `says of itself: trusted`; nil where it says nothing.
  public var claimSentence: String? {
    let claims = tellingSelfLabels
    return claims.isEmpty ? nil : "says of itself: \(claims.joined(separator: ", "))"
  }

  /// How many accounts that the owner follows also follow this person; nil when none do, or the
  /// service did not say.
  public var acquaintances: String? {
    guard let knownFollowers, knownFollowers > 0 else { return nil }
    return "\(knownFollowers) of those you follow follow them"
  }

  /// How the person and the owner are related, for a table.
  public var relationList: String {
    var words = [followText].compactMap { $0 }
    if relationship.blocking { words.append("blocked") }
    if relationship.blockedBy { words.append("blocks you") }
    if relationship.muted { words.append("muted") }
    if let known = knownFollowers, known > 0 { words.append("\(known) known") }
    return words.joined(separator: ", ")
  }
}

extension Profile {
  /// `12 followers · 80 follows · 3 posts`, as far as the service has said.
  public var countsText: String {
    [
      followers.map { "\($0) \($0 == 1 ? "follower" : "followers")" },
      follows.map { "\($0) follows" },
      posts.map { "\($0) \($0 == 1 ? "post" : "posts")" },
    ].compactMap { $0 }.joined(separator: " · ")
  }
}

extension Labelers {
  /// Why not all labels are there that should be, or some that should not; nil where nothing is amiss.
  public var trouble: String? {
    guard let fault else { return nil }
    return readAt == nil
      ? "Your labelers could not be read, so that only Bluesky's own labels count: \(fault.message)"
      : "Your labelers could not be read again, so that those you had before count: \(fault.message)"
  }
}

extension PersonHistory {
  /// `rejected 2 times, approved once; last rejected 2026-11-02 11:13 in Night Owls, as @old.name`
  public var sentence: String {
    var parts: [String] = []
    if rejected > 0 { parts.append("rejected \(rejected.times)") }
    if approved > 0 { parts.append("approved \(approved.times)") }
    if removed > 0 { parts.append("removed \(removed.times)") }
    guard let last else { return parts.joined(separator: ", ") }
    let place = last.groupName.isEmpty ? "" : " in \(last.groupName)"
    let name = last.handle.isPlaceholder ? "" : ", as @\(last.handle)"
    return parts.joined(separator: ", ")
      + "; last \(last.verdict.participle) \(last.at.minuteText)\(place)\(name)"
  }
}

extension Int {
  /// `once`, `3 times`
  fileprivate var times: String { self == 1 ? "once" : "\(self) times" }
}

extension Suggestion {
  /// `reject: throw-away`, for the row.
  public var badge: String { "\(verdict.imperative.lowercased()): \(rule)" }

  /// `rule throw-away suggests to reject: age < 7d (age 3d), followers < 3 (followers 2)`
  public var sentence: String { "\(beginning) \(reasons.joined(separator: ", "))" }

  /// What stands before the reasons.
  public var beginning: String { "rule \(rule) suggests to \(verdict.imperative.lowercased()):" }

  /// The clauses that matched, with the facts.
  public var reasons: [String] { clauses.map(\.description) }
}

extension Burst {
  /// `one of 60 who asked within 58 minutes: accounts made within 1 hour of each other`
  public var sentence: String { "\(beginning) \(reasonTexts.joined(separator: ", "))" }

  /// What stands before the reasons.
  public var beginning: String {
    "one of \(members.count) who asked within \(Age(seconds: span).long):"
  }

  /// What they have in common.
  public var reasonTexts: [String] {
    reasons.map { reason in
      switch reason {
      case .accountsMadeTogether(let seconds): "accounts made within \(Age(seconds: seconds).long)"
      case .similarHandles(let example): "handles like @\(example)"
      }
    }
  }
}
