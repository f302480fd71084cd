import Moderation

extension JournalEntry.Status {
  /// How far a decision has come, in a word or two.
  public var text: String {
    switch self {
    case .held: "not sent"
    case .sent: "no answer"
    case .doubtful: "in doubt"
    case .done: "done"
    case .gone: "was gone"
    case .failed: "failed"
    case .withdrawn: "called back"
    }
  }

  /// The same as a sentence.
  var sentence: String {
    switch self {
    case .held: "It was decided, and not sent."
    case .sent: "It was sent; no answer is known."
    case .doubtful: "It was sent, and nobody could see what came of it."
    case .done: "The service carried it out."
    case .gone: "There was nothing to do any more: withdrawn, left, or handled elsewhere."
    case .failed: "It was not carried out."
    case .withdrawn: "It was called back, and is not sent any more."
    }
  }
}

extension JournalEntry {
  /// The person; by DID where no handle was known.
  public var whom: String {
    let person = request.person
    return person.handle == .invalid ? person.did.description : "@\(person.handle)"
  }

  /// What the group was called; its id where that was not known.
  public var whereText: String { groupName.isEmpty ? request.group : groupName }

  /// What there is to say beyond how it ended: the note, why it failed, the rule.
  public var remarks: String {
    [note, reason, rule.map { "rule \($0)" }].compactMap { $0 }.joined(separator: " · ")
  }
}
