import Moderation

extension PendingDecision {
  private var handle: String { "@\(request.person.handle)" }

  /// `Rejecting @handle`
  var doingText: String {
    switch decision.verdict {
    case .reject: "Rejecting \(handle)"
    case .approve: "Approving \(handle)"
    }
  }

  var doneText: String {
    switch decision.verdict {
    case .reject: "Rejected \(handle)."
    case .approve: "Approved \(handle)."
    }
  }

  var failedText: String {
    switch decision.verdict {
    case .reject: "\(handle) was not rejected."
    case .approve: "\(handle) was not approved."
    }
  }

  func lost(because fault: Fault, in groups: GroupList) -> LostDecision {
    LostDecision(
      handle: request.person.handle.description,
      groupName: groups[decision.request.group]?.name ?? decision.request.group,
      verdict: decision.verdict, fault: fault)
  }
}
