extension Person {
  /// What to call the person in a sentence: `@handle`, or the DID where the account has no handle of
  /// its own.
  public var mention: String { handle.mention(or: did) }
}

extension Account {
  /// What to call the account in a sentence: `@handle`, or its DID where it has no handle of its own.
  public var mention: String { handle.mention(or: did) }
}
