import Moderation

extension Decision.Verdict {
  /// `Reject`, for a question.
  public var imperative: String {
    switch self {
    case .reject: "Reject"
    case .approve: "Approve"
    case .rejectAndBlock: "Reject and block"
    case .remove: "Remove"
    }
  }

  /// The state of a person on whom this can be decided, after "is" or "was not".
  public var subject: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "waiting"
    case .remove: "a member"
    }
  }

  /// What stands before the group's name.
  public var preposition: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "in"
    case .remove: "from"
    }
  }

  /// `Rejecting`
  public var doing: String {
    switch self {
    case .reject: "Rejecting"
    case .approve: "Approving"
    case .rejectAndBlock: "Rejecting and blocking"
    case .remove: "Removing"
    }
  }

  /// `Rejected`, for a report.
  public var done: String {
    switch self {
    case .reject: "Rejected"
    case .approve: "Approved"
    case .rejectAndBlock: "Rejected and blocked"
    case .remove: "Removed"
    }
  }

  /// `rejected`, after "was not"
  public var participle: String {
    switch self {
    case .reject: "rejected"
    case .approve: "approved"
    case .rejectAndBlock: "rejected and blocked"
    case .remove: "removed"
    }
  }

  /// Said of a person on whom there was nothing to decide: `does not wait any more`.
  public var absence: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "does not wait any more"
    case .remove: "is not in the group any more"
    }
  }

  /// ``absence`` in the past, after a number of people: `did not wait any more`.
  public var pastAbsence: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "did not wait any more"
    case .remove: "had left"
    }
  }

  /// A warning before the decision: `Too few seats: 2 left in Night Owls.` The numbers come first,
  /// so that a short line still shows them.
  public func warning(about memberships: [Membership], in groups: [Group]) -> String? {
    guard self == .approve else { return nil }
    let wanted = Dictionary(grouping: memberships, by: \.group).mapValues(\.count)
    let short = groups.compactMap { group -> String? in
      let seats = max(0, group.memberLimit - group.memberCount)
      guard let count = wanted[group.id], count > seats else { return nil }
      return "\(seats == 0 ? "none" : "\(seats)") left in \(group.name)"
    }
    return short.isEmpty ? nil : "Too few seats: " + short.joined(separator: ", ") + "."
  }
}

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
  public var whom: String { subject.person.mention }

  /// What the group was called; its id where that was not known.
  public var whereText: String { groupName.isEmpty ? subject.group : groupName }

  /// How far it has come, as a sentence.
  public var sentence: String {
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

  /// The note, why it failed, and the rule.
  public var remarks: String {
    [note, reason, rule.map { "rule \($0)" }].compactMap { $0 }.joined(separator: " · ")
  }
}
