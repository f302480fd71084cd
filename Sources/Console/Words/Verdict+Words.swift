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

  /// What is said of whom it was about when there was nothing to do: `does not wait any more`.
  public var absence: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "does not wait any more"
    case .remove: "is not in the group any more"
    }
  }

  /// What the owner should know before deciding so: `Too few seats: 2 left in Night Owls.` The
  /// numbers come first, where a short line still has room for them.
  public func warning(about requests: [JoinRequest.ID], in groups: [Group]) -> String? {
    guard self == .approve else { return nil }
    let wanted = Dictionary(grouping: requests, by: \.group).mapValues(\.count)
    let short = groups.compactMap { group -> String? in
      let seats = max(0, group.memberLimit - group.memberCount)
      guard let count = wanted[group.id], count > seats else { return nil }
      return "\(seats == 0 ? "none" : "\(seats)") left in \(group.name)"
    }
    return short.isEmpty ? nil : "Too few seats: " + short.joined(separator: ", ") + "."
  }

  /// ``absence`` of several, later: `did not wait any more`.
  public var pastAbsence: String {
    switch self {
    case .reject, .approve, .rejectAndBlock: "did not wait any more"
    case .remove: "had left"
    }
  }
}
