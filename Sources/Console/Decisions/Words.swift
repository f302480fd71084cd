import Moderation
import Words

extension Batch {
  private var whom: String {
    if total == 1, let only = subjects.first { return only.person.mention }
    return total.people
  }

  /// `Rejecting @handle`
  var doingText: String { "\(verdict.doing) \(whom)" }

  /// What came of a batch that has ended, as far as no row says it.
  var endedText: String {
    if total == 1 { return gone == 1 ? goneText : "\(verdict.done) \(whom)." }
    var parts = ["\(verdict.done) \(done) of \(total)"]
    if gone > 0 {
      let subject = verdict == .remove && gone > 1 ? "members" : verdict.subject
      parts.append("\(gone) \(gone == 1 ? "was" : "were") not \(subject) any more")
    }
    if failed > 0 { parts.append("\(failed) failed and \(failed == 1 ? "is" : "are") on the list") }
    if stopped > 0 { parts.append("\(stopped) not sent: back on the list, marked") }
    return parts.joined(separator: "; ") + "."
  }

  private var goneText: String {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      "\(whom) was not waiting any more: withdrawn, or handled elsewhere."
    case .remove: "\(whom) was not a member any more: they left, or were removed elsewhere."
    }
  }

  /// `@handle was not rejected.`
  func failureText(_ subject: Decision.Subject) -> String {
    "\(subject.person.mention) was not \(verdict.participle)."
  }

  func lost(_ subject: Decision.Subject, because fault: Fault, in groups: GroupList) -> LostDecision
  {
    LostDecision(
      whom: subject.person.mention,
      groupName: groups[subject.group]?.name ?? subject.group, verdict: verdict, fault: fault)
  }
}

extension Question {
  /// `Reject 60 people in Night Owls and Bird walks?`, `Reject 2 of your 4 marked people in …?`,
  /// `Reject the selected @handle, or your 4 marked people in …?`
  func text(in groups: GroupList) -> String {
    let place = "\(verdict.preposition) \(place(in: groups))"
    guard let selected else {
      return "\(verdict.imperative) \(people) \(place)?"
        + (isHidden ? memberships.count == 1 ? " Not shown here." : " None is shown here." : "")
    }
    return "\(verdict.imperative) the selected @\(selected.person.handle), or \(people) \(place)?"
  }

  private var people: String {
    if memberships.count < marked { return "\(memberships.count) of your \(marked) marked people" }
    if selected == nil, !isHidden { return memberships.count.people }
    return memberships.count == 1 ? "your 1 marked person" : "your \(marked) marked people"
  }

  /// What the owner should know first: approvals that there are no seats for.
  func warning(in groups: GroupList) -> String? {
    verdict.warning(about: memberships, in: groups.items)
  }

  private func place(in groups: GroupList) -> String {
    let concerned = Set(memberships.map(\.group))
    let names = groups.items.filter { concerned.contains($0.id) }.map(\.name)
    return names.isEmpty ? "this group" : names.groupsText
  }
}
