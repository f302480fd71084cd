import Moderation

extension Question {
  /// `Reject 60 people in Night Owls and Bird walks?`
  func text(in groups: GroupList) -> String {
    "\(verdict.imperative) \(requests.count.people) \(verdict.preposition) \(place(in: groups))?"
  }

  /// What the owner should know first: approvals that there are no seats for.
  func warning(in groups: GroupList) -> String? {
    verdict.warning(about: requests, in: groups.items)
  }

  private func place(in groups: GroupList) -> String {
    let concerned = Set(requests.map(\.group))
    let names = groups.items.filter { concerned.contains($0.id) }.map(\.name)
    return names.isEmpty ? "this group" : names.groupsText
  }
}

extension [String] {
  /// Names of groups in a sentence: `A, B and C`, `A and 7 other groups`
  public var groupsText: String {
    switch count {
    case 0...1: first ?? ""
    case 2...3: dropLast().joined(separator: ", ") + " and " + self[count - 1]
    case _: "\(self[0]) and \(count - 1) other groups"
    }
  }
}
