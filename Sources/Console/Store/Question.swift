import Moderation

/// What is asked before several people are decided on at once. Whom it is about is fixed when it is
/// asked: who comes or goes meanwhile changes nothing about it.
public struct Question: Equatable, Sendable {
  public let verdict: Decision.Verdict
  /// Those who would be decided on: marked ones.
  public let requests: [JoinRequest.ID]
  /// How many are marked in all.
  public let marked: Int
  /// None of them is among the rows of the list.
  public let isHidden: Bool
  /// Who may be meant instead: the selected one, as none of those marked is on the screen.
  public let selected: JoinRequest?

  public init(
    verdict: Decision.Verdict, requests: [JoinRequest.ID], marked: Int? = nil,
    isHidden: Bool = false, selected: JoinRequest? = nil
  ) {
    self.verdict = verdict
    self.requests = requests
    self.marked = marked ?? requests.count
    self.isHidden = isHidden
    self.selected = selected
  }
}
