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
    switch names.count {
    case 0...1: return names.first ?? "this group"
    case 2...3: return names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    case _: return "\(names[0]) and \(names.count - 1) other groups"
    }
  }
}
