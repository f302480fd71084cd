import Moderation

/// What is asked before several people are decided on at once. Whom it is about is fixed when it is
/// asked: who comes or goes meanwhile changes nothing about it.
struct Question: Equatable, Sendable {
  let verdict: Decision.Verdict
  /// Those who would be decided on: marked ones.
  let memberships: [Membership]
  let marked: Int
  /// None of them is among the rows of the list.
  let isHidden: Bool
  /// Who may be meant instead: the selected one, as none of those marked is on the screen.
  let selected: Decision.Subject?

  init(
    verdict: Decision.Verdict, memberships: [Membership], marked: Int? = nil,
    isHidden: Bool = false, selected: Decision.Subject? = nil
  ) {
    self.verdict = verdict
    self.memberships = memberships
    self.marked = marked ?? memberships.count
    self.isHidden = isHidden
    self.selected = selected
  }
}

/// Whom a decision key is about.
enum Aim: Equatable {
  /// One person, without a question; nil where nobody is selected.
  case at(Membership?)
  case asked(Question)
}

/// Those marked who can be decided on so.
struct Marked: Equatable {
  /// Among the rows of the list, in its order.
  var shown: [Membership] = []
  /// In another group, or kept from sight by a filter.
  var hidden: [Membership] = []

  var count: Int { shown.count + hidden.count }
}

extension DecisionsHost {
  /// Whom a decision would be about now: the marked people who are shown, or else whoever is selected.
  /// More than one are asked about; and so it is where the owner may have forgotten that some are
  /// marked, as they are not shown, or that others are.
  func aim(_ verdict: Decision.Verdict) -> Aim {
    let selected = verdict == .remove ? memberList?.selected : requests.list.selected
    let marked = marked(for: verdict)
    guard marked.count > 0 else { return .at(selected) }
    let isClear = inSight.contains { isMarked($0, for: verdict) }
    if isClear, marked.count == 1 { return .at(marked.shown[0]) }
    let isHidden = marked.shown.isEmpty
    return .asked(
      Question(
        verdict: verdict, memberships: isHidden ? marked.hidden : marked.shown,
        marked: marked.count,
        isHidden: isHidden, selected: isClear ? nil : selected.flatMap { decidable(verdict, $0) }))
  }

  func marked(for verdict: Decision.Verdict) -> Marked {
    let marks = verdict == .remove ? memberList?.marks ?? Marks() : requests.list.marks
    guard !marks.isEmpty else { return Marked() }
    let rows = verdict == .remove ? memberList?.rows ?? [] : requests.list.rows
    let shown = rows.filter { isMarked($0, for: verdict) }
    guard shown.count < marks.members.count else { return Marked(shown: shown) }
    let known = Set(shown)
    let all =
      verdict == .remove
      ? memberIDs
      : groups.items.flatMap { requests[$0.id]?.rows.map(\.id) ?? [] }
    return Marked(
      shown: shown, hidden: all.filter { !known.contains($0) && isMarked($0, for: verdict) })
  }

  private func isMarked(_ id: Membership, for verdict: Decision.Verdict) -> Bool {
    switch verdict {
    case .reject, .approve, .rejectAndBlock:
      requests.list.marks.contains(id) && departure(of: id) == nil
    case .remove: memberList?.marks.contains(id) == true && removable(id) != nil
    }
  }
}
