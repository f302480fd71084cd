extension Filter {
  /// Something a filter can ask about, by the kind of answer.
  public enum Field: Hashable, Sendable {
    case text(Text)
    case count(Count)
    case span(Span)
    case flag(Flag)

    public enum Text: String, CaseIterable, Sendable {
      case handle, name, bio, group
      /// What labelers in force say.
      case label
      /// What the account says of itself.
      case selflabel
    }

    public enum Count: String, CaseIterable, Sendable {
      case followers, follows, posts
      /// Followers whom the owner follows.
      case known
      /// Times this person has asked to join the group.
      case asked
    }

    /// Times that pass.
    public enum Span: String, CaseIterable, Sendable {
      /// Since the account was made.
      case age
      /// Since they asked.
      case waiting
    }

    public enum Flag: String, CaseIterable, Sendable {
      case following = "is:following"
      case follower = "is:follower"
      case blocked = "is:blocked"
      case muted = "is:muted"
      case verified = "is:verified"
      /// Has asked before.
      case `repeat` = "is:repeat"
      case avatar = "has:avatar"
      case bio = "has:bio"
    }
  }
}

extension Filter.Field: CaseIterable {
  public static let allCases: [Filter.Field] =
    Text.allCases.map(text) + Count.allCases.map(count) + Span.allCases.map(span)
    + Flag.allCases.map(flag)

  /// As it is written in an expression: `followers`, `is:repeat`.
  public var name: String {
    switch self {
    case .text(let field): field.rawValue
    case .count(let field): field.rawValue
    case .span(let field): field.rawValue
    case .flag(let flag): flag.rawValue
    }
  }

  /// Only a full profile is sure to tell it (`app.bsky.actor.defs#profileViewDetailed`): a list
  /// leaves out whom of their followers the owner follows, as a rule.
  public var isInProfile: Bool {
    switch self {
    case .text(.bio), .flag(.bio), .count(.followers), .count(.follows), .count(.posts),
      .count(.known):
      true
    case .text, .flag, .count, .span: false
    }
  }
}
