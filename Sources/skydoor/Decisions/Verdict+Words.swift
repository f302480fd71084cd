import Moderation

extension Decision.Verdict {
  /// `Reject`, for a question.
  var imperative: String {
    switch self {
    case .reject: "Reject"
    case .approve: "Approve"
    case .rejectAndBlock: "Reject and block"
    }
  }

  /// `Rejected`, for a report.
  var pastTense: String {
    switch self {
    case .reject: "Rejected"
    case .approve: "Approved"
    case .rejectAndBlock: "Rejected and blocked"
    }
  }
}
