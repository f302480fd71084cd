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
}

extension JournalEntry {
  /// The person; by DID where no handle was known.
  public var whom: String { request.person.mention }

  /// What the group was called; its id where that was not known.
  public var whereText: String { groupName.isEmpty ? request.group : groupName }

  /// How far it has come, as a sentence.
  var sentence: String {
    switch (status, verdict) {
    case (.held, _): "It was decided, and not sent."
    case (.sent, _): "It was sent; no answer is known."
    case (.doubtful, _): "It was sent, and nobody could see what came of it."
    case (.done, _): "The service carried it out."
    case (.gone, .remove):
      "The member was not there any more: they left, or were removed elsewhere."
    case (.gone, _): "The request was not there any more: withdrawn, or handled elsewhere."
    case (.failed, _): "It was not carried out."
    case (.withdrawn, _): "It was called back, and is not sent any more."
    }
  }

  /// What there is to say beyond how it ended: the note, why it failed, the rule.
  public var remarks: String {
    [note, reason, rule.map { "rule \($0)" }].compactMap { $0 }.joined(separator: " · ")
  }
}
