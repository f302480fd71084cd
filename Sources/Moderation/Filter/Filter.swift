/// Which requests to show or decide on, written as an expression:
/// `age < 7d and followers < 3 and not is:following`.
///
/// - Words and "quoted texts" match the handle and the display name.
/// - Terms side by side must all match, as with `and`, which binds tighter than `or`; `not` and
///   parentheses as usual.
/// - Texts (`handle name bio group label selflabel`): `:` contains, `=` and `!=` is and is not, `~` a
///   regular expression. Upper and lower case are the same. A person has any number of labels:
///   `label:x` is true when one of them is, `label!=x` when none is. They are those that labelers in
///   force have put on the account; `selflabel` asks about those that it has put on itself.
/// - Numbers (`followers follows posts known asked`): `<` `<=` `>` `>=` `=` `!=`.
/// - Times (`age waiting`): the same, with a number and one of the units `s m h d w`. `=` and `!=`
///   count whole units, so an account is `age = 3d` from three days on until it is four days old.
/// - Flags: `is:following is:follower is:blocked is:muted is:verified is:repeat has:avatar has:bio`.
///
/// Not everything is always known: a profile that was not fetched has no `followers`. A comparison
/// with something unknown is neither true nor false and stays so under `not`: neither
/// `followers < 3` nor `not followers < 3` matches. `and` and `or` look past it where the other
/// side settles the matter alone. What stays unknown in the end does not match, because whoever
/// matches may be turned away.
public struct Filter: Hashable, Sendable {
  /// The fields it looks at, so that a caller knows what to fetch first.
  public let fields: Set<Field>

  let root: FilterNode

  /// Reads an expression. An empty one matches everybody.
  /// - Throws: ``FilterError`` at the first mistake.
  public init(_ text: String) throws(FilterError) {
    var parser = FilterParser(text)
    root = try parser.parse()
    fields = root.fields
  }

  /// The fields include one that only a full profile (`app.bsky.actor.getProfiles`) tells.
  public var needsProfile: Bool { fields.contains(where: \.isInProfile) }

  /// The fields include what labelers say.
  public var needsLabels: Bool { fields.contains(.text(.label)) }

  /// The fields include one that only the journal tells.
  public var needsPersonHistory: Bool {
    fields.contains(.count(.asked)) || fields.contains(.flag(.repeat))
  }

  public func matches(_ subject: FilterSubject) -> Bool {
    root.holds(for: subject) == true
  }
}

extension Filter {
  /// Something a filter can ask about, by the kind of answer.
  public enum Field: Hashable, Sendable {
    case text(TextField)
    case count(Count)
    case span(Span)
    case flag(Flag)

    public enum TextField: String, CaseIterable, Sendable {
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
    TextField.allCases.map(text) + Count.allCases.map(count) + Span.allCases.map(span)
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

/// A filter as it was written and as it was understood.
public struct FilterExpression: Equatable, Sendable {
  /// As it was written; empty where it is blank.
  public let text: String
  /// Nil where it lets everybody through.
  public let filter: Filter?

  /// Lets everybody through.
  public static let none = FilterExpression()

  private init() {
    text = ""
    filter = nil
  }

  /// Reads an expression. A blank one lets everybody through.
  /// - Throws: the first mistake.
  public init(_ text: String) throws(FilterError) {
    let isBlank = text.allSatisfy(\.isWhitespace)
    self.text = isBlank ? "" : text
    filter = isBlank ? nil : try Filter(text)
  }

  /// Somebody may be left out.
  public var isActive: Bool { filter != nil }
}

/// A mistake in a filter expression.
public struct FilterError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it is, counted in characters from 1; one past the end where something is missing there.
  public let column: Int
  /// What is wrong and how to mend it, as a phrase without a full stop.
  public let message: String

  public init(column: Int, message: String) {
    self.column = column
    self.message = message
  }

  public var description: String { "column \(column): \(message)" }
}
