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

  /// What somebody is who can be decided on so, after "is" or "was not".
  var subject: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "waiting"
    case .remove: "a member"
    }
  }

  /// What stands before the group's name.
  var preposition: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "in"
    case .remove: "from"
    }
  }

  /// `Rejecting`
  var doing: String {
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
  var participle: String {
    switch self {
    case .reject: "rejected"
    case .approve: "approved"
    case .rejectAndBlock: "rejected and blocked"
    case .remove: "removed"
    }
  }
}
