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
