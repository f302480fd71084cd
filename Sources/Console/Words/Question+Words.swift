import Moderation

extension Question {
  /// `Reject 60 people in Night Owls and Bird walks?`, `Reject 2 of your 4 marked people in …?`,
  /// `Reject the selected @handle, or your 4 marked people in …?`
  func text(in groups: GroupList) -> String {
    let place = "\(verdict.preposition) \(place(in: groups))"
    guard let selected else {
      return "\(verdict.imperative) \(people) \(place)?"
        + (isHidden ? requests.count == 1 ? " Not shown here." : " None is shown here." : "")
    }
    return "\(verdict.imperative) the selected @\(selected.person.handle), or \(people) \(place)?"
  }

  private var people: String {
    if requests.count < marked { return "\(requests.count) of your \(marked) marked people" }
    if selected == nil, !isHidden { return requests.count.people }
    return requests.count == 1 ? "your 1 marked person" : "your \(marked) marked people"
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
